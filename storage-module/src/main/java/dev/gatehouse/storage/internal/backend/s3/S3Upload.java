package dev.gatehouse.storage.internal.backend.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One object on its way in several parts. It exists once it is completed, and not before. */
final class S3Upload {

    private static final Logger LOG = Logger.getLogger(S3Upload.class.getName());
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();

    private S3Upload(S3Client client, String bucket, String key, String id) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    static S3Upload begun(S3Client client, String bucket, String key) {
        String id = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId();
        return new S3Upload(client, bucket, key, id);
    }

    /** @throws IOException if the service has something else than was sent */
    void send(Part part) throws IOException {
        int number = parts.size() + 1;
        UploadPartResponse answer = client.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .contentMD5(Base64.getEncoder().encodeToString(part.md5()))
                        .overrideConfiguration(S3Calls.transfer(part)),
                body(part));
        demandSame(part, answer.eTag(), answer.serverSideEncryption());
        parts.add(CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build());
    }

    void complete() {
        client.completeMultipartUpload(request -> request.bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(all -> all.parts(parts))
                .overrideConfiguration(S3Calls.completion()));
    }

    /** What cannot be aborted now is a left-over that the sweeper finds. */
    void abort() {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id).overrideConfiguration(S3Calls.tidying()));
        } catch (SdkException e) {
            LOG.log(Level.FINE, "An unfinished upload is left behind for now", e);
        }
    }

    static RequestBody body(Part part) {
        return RequestBody.fromContentProvider(part::content, part.length(), "application/octet-stream");
    }

    /** An entity tag is the MD5 of what arrived, unless the service encrypts with keys of its own or counts otherwise. */
    static void demandSame(Part part, String entityTag, ServerSideEncryption encryption) throws IOException {
        boolean comparable = encryption == null || encryption == ServerSideEncryption.AES256;
        var tag = MD5.matcher(String.valueOf(entityTag).toLowerCase(Locale.ROOT));
        if (comparable && tag.matches() && !tag.group(1).equals(HexFormat.of().formatHex(part.md5()))) {
            throw new IOException("it keeps other bytes than were sent");
        }
    }
}
