package dev.gatehouse.storage.internal.backend.nas;

import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMBApiException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a fault says about the connection it came over, and about the file it was about. */
final class NasFaults {

    private static final Set<NtStatus> NOT_THERE = Set.of(
            NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
            NtStatus.STATUS_OBJECT_PATH_NOT_FOUND,
            NtStatus.STATUS_NO_SUCH_FILE,
            NtStatus.STATUS_DELETE_PENDING);
    private static final Set<NtStatus> SESSION_OVER = Set.of(
            NtStatus.STATUS_USER_SESSION_DELETED,
            NtStatus.STATUS_NETWORK_SESSION_EXPIRED,
            NtStatus.STATUS_NETWORK_NAME_DELETED);
    private static final int MAX_DEPTH = 20;

    private NasFaults() {}

    static boolean notThere(SMBApiException fault) {
        return NOT_THERE.contains(fault.getStatus());
    }

    static boolean alreadyThere(SMBApiException fault) {
        return fault.getStatus() == NtStatus.STATUS_OBJECT_NAME_COLLISION;
    }

    /** Whether the server answered, so that the connection is as good as before. */
    static boolean answered(RuntimeException fault) {
        return fault instanceof SMBApiException api && !SESSION_OVER.contains(api.getStatus());
    }

    /** Whether the connection was found cut, so that another may serve; a server that keeps silent would again. */
    static boolean cut(RuntimeException fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return false;
            }
        }
        return !answered(fault);
    }
}
