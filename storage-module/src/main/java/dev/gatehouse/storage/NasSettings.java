package dev.gatehouse.storage;

/**
 * Which folder of which SMB share holds objects.
 *
 * @param username may name its domain in front, as {@code DOMAIN\name}
 * @param path below the share, empty for the share itself; made when the share is first used without it
 */
public record NasSettings(String host, int port, String share, String username, String password, String path) {

    @Override
    public String toString() {
        return "NasSettings[" + host + ":" + port + ", " + share + "]";
    }
}
