package dev.gatehouse.pictureimport;

import dev.gatehouse.pictureimport.Report.End;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a folder of pictures, each named after the id or the address of its account, into a running server through its
 * own REST API. Each is compared on its way there and on its way back. Can be run again: what is there stays.
 */
public final class PictureImport {

    private static final int SOMETHING_FAILED = 1;
    private static final int COULD_NOT_RUN = 2;

    private final Api api;
    private final Users users;
    private final Report report;
    private final boolean replacing;
    private final Map<String, PictureFile> seen = new HashMap<>();

    private PictureImport(Api api, Report report, boolean replacing) {
        this.api = api;
        this.users = new Users(api);
        this.report = report;
        this.replacing = replacing;
    }

    /** Ends with 0 if every file is in its account, with 1 if some are not, with 2 if it could not begin or go on. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Options options = Options.of(arguments);
            if (!run(options, new Api(options.server(), out), out)) {
                System.exit(SOMETHING_FAILED);
            }
        } catch (ImportRefused e) {
            System.err.println(e.getMessage());
            System.exit(COULD_NOT_RUN);
        }
    }

    private static boolean run(Options options, Api api, PrintStream out) {
        Admin admin = new Admin(api);
        admin.signIn(options.admin());
        Report report = new Report(out);
        PictureImport run = new PictureImport(api, report, options.replacing());
        boolean complete = false;
        try {
            PictureFile.in(options.folder()).forEach(run::bring);
            admin.signOut();
            complete = true;
        } finally {
            if (!complete) {
                out.println("Broken off; it can be run again.");
                report.total();
            }
        }
        return report.total();
    }

    private void bring(PictureFile file) {
        Optional<String> who = file.who();
        if (who.isEmpty()) {
            report.tell(file, End.REFUSED, "named after neither an id nor an address");
            return;
        }
        Optional<Users.User> user = users.find(who.get());
        if (user.isEmpty()) {
            report.tell(file, End.NO_SUCH_ACCOUNT, "");
        } else if (user.get().disabled()) {
            report.tell(file, End.REFUSED, "the account is disabled");
        } else if (seen.putIfAbsent(user.get().id(), file) != null) {
            report.tell(
                    file,
                    End.REFUSED,
                    "the same account as " + seen.get(user.get().id()).shown());
        } else {
            send(file, user.get().id());
        }
    }

    private void send(PictureFile file, String user) {
        try {
            Optional<byte[]> content = file.content();
            if (content.isEmpty()) {
                report.tell(file, End.REFUSED, "more than " + PictureFile.MOST_BYTES + " bytes");
                return;
            }
            String path = "/api/admin/users/" + user + "/picture";
            settle(
                    file,
                    path,
                    sha256(content.get()),
                    api.put(path + "?replace=" + replacing, content.get(), file.sentName()));
        } catch (IOException e) {
            report.tell(file, End.REFUSED, "cannot be read");
        }
    }

    private void settle(PictureFile file, String path, String sha256, Answer answer) {
        if (answer.status() == 409) {
            report.tell(file, End.LEFT_ALONE, "the account has another picture");
        } else if (answer.status() != 200) {
            report.tell(file, End.REFUSED, answer.reason());
        } else if (!answer.required("receivedSha256").equals(sha256)) {
            report.tell(file, End.REFUSED, "the server has received other bytes than were sent");
        } else if (!sha256(api.get(path).body()).equals(answer.required("sha256"))) {
            report.tell(file, End.REFUSED, "the server does not show the picture that it says it keeps");
        } else {
            boolean changed = answer.text().contains("\"changed\":true");
            report.tell(file, changed ? End.IMPORTED : End.UNCHANGED, "sha256 " + sha256);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
