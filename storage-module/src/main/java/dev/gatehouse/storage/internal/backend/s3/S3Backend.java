package dev.gatehouse.storage.internal.backend.s3;

import dev.gatehouse.storage.S3Settings;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in a bucket of any S3 service. What fits into one part goes in one request; what does not, and has no known
 * length, goes as a multipart upload that is aborted when anything fails.
 */
public final class S3Backend implements Backend, AutoCloseable {

    public static final String NAME = "s3";

    /** The services ask for 5 MiB at least, and take 10,000 parts: enough for 78 GiB. */
    static final long PART_BYTES = 8L << 20;

    private static final String PREFIX = "gatehouse/";
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final String bucket;
    private final Path partFolder;
    private final S3Client client;

    public S3Backend(S3Settings settings, Path partFolder) {
        this.bucket = settings.bucket();
        this.partFolder = partFolder;
        this.client = S3Calls.client(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void put(ObjectKey key, InputStream content) {
        try (Part part = new Part(partFolder)) {
            part.fill(content, PART_BYTES);
            if (part.isLast()) {
                putAtOnce(key, part);
            } else {
                putInParts(key, part, content);
            }
        } catch (SdkException | IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset) {
        try {
            return Optional.of(new S3Content(client.getObject(request ->
                    request.bucket(bucket).key(path(key)).range(offset == 0 ? null : "bytes=" + offset + "-"))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.of(InputStream.nullInputStream());
            }
            throw new BackendUnavailable(NAME, e);
        } catch (SdkException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public Optional<Long> size(ObjectKey key) {
        return answered(() -> {
            try {
                return Optional.of(
                        client.headObject(request -> request.bucket(bucket).key(path(key)))
                                .contentLength());
            } catch (S3Exception e) {
                if (e.statusCode() != NOT_FOUND) {
                    throw e;
                }
                // An answer without a body does not tell a missing object from a missing bucket.
                client.headBucket(request -> request.bucket(bucket));
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        answered(() -> {
            client.deleteObject(request -> request.bucket(bucket).key(path(key)));
            return client.listMultipartUploads(request -> request.bucket(bucket).prefix(path(key))).uploads().stream()
                    .filter(upload -> upload.key().equals(path(key)))
                    .map(upload -> client.abortMultipartUpload(
                            request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())))
                    .count();
        });
    }

    /** The objects, and the uploads that nobody finished. */
    @Override
    public Stream<StoredObject> list() {
        Iterator<StoredObject> found =
                answered(() -> Stream.concat(objects(), unfinished()).iterator());
        // Further pages are asked for on the way.
        Iterator<StoredObject> asked = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return answered(found::hasNext);
            }

            @Override
            public StoredObject next() {
                return answered(found::next);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(asked, Spliterator.NONNULL), false);
    }

    /** A bucket has no end that the service would tell; this only asks whether it is there and ours to use. */
    @Override
    public Optional<Long> freeBytes() {
        return answered(() -> {
            client.headBucket(request -> request.bucket(bucket));
            return Optional.empty();
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private void putAtOnce(ObjectKey key, Part part) throws IOException {
        PutObjectResponse answer = client.putObject(
                request -> request.bucket(bucket)
                        .key(path(key))
                        .contentMD5(Base64.getEncoder().encodeToString(part.md5()))
                        .overrideConfiguration(S3Calls.transfer(part)),
                S3Upload.body(part));
        S3Upload.demandSame(part, answer.eTag(), answer.serverSideEncryption());
    }

    private void putInParts(ObjectKey key, Part part, InputStream content) throws IOException {
        S3Upload upload = S3Upload.begun(client, bucket, path(key));
        boolean kept = false;
        try {
            long length = 0;
            while (part.length() > 0) {
                upload.send(part);
                length += part.length();
                part.fill(content, part.isLast() ? 0 : PART_BYTES);
            }
            upload.complete();
            demandLength(key, length);
            kept = true;
        } finally {
            if (!kept) {
                upload.abort();
                forget(key);
            }
        }
    }

    private void demandLength(ObjectKey key, long length) throws IOException {
        if (!size(key).equals(Optional.of(length))) {
            throw new IOException("it keeps another length than was sent");
        }
    }

    /** A completion whose answer was lost may have made an object that nobody will know. */
    private void forget(ObjectKey key) {
        try {
            client.deleteObject(
                    request -> request.bucket(bucket).key(path(key)).overrideConfiguration(S3Calls.tidying()));
        } catch (SdkException e) {
            // A left-over that the sweeper finds; the fault itself is on its way.
        }
    }

    private Stream<StoredObject> objects() {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PREFIX)).contents().stream()
                .flatMap(object -> key(object.key()).stream()
                        .map(key -> new StoredObject(key, object.size(), object.lastModified())));
    }

    private Stream<StoredObject> unfinished() {
        return client
                .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(PREFIX))
                .uploads()
                .stream()
                .flatMap(upload -> key(upload.key()).stream().map(key -> new StoredObject(key, 0, upload.initiated())));
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    private static String path(ObjectKey key) {
        return PREFIX + key.path();
    }

    private static Optional<ObjectKey> key(String path) {
        try {
            return Optional.of(new ObjectKey(UUID.fromString(path.substring(path.lastIndexOf('/') + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
