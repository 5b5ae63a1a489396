package io.switchboard.broker;

import io.switchboard.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A directory that one running Switchboard has for itself from {@link #claim} to {@link #close}. Safe for any thread.
 *
 * <p>The lock is the kernel's, so it ends with the process however that ends; the file that carries it stays and names
 * the process that held it last. Kafka locks its log directory too, but late and with a message for operators.
 */
public final class ExclusiveDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "in-use.lock";

    private final Path root;
    private final FileChannel channel;

    private ExclusiveDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Creates the directory when it is absent and locks it.
     *
     * @throws BrokerStartException when the directory is in use or cannot be used
     */
    public static ExclusiveDirectory claim(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        Path lockFile = root.resolve(LOCK_FILE);
        FileChannel channel = open(root, lockFile);
        try {
            if (!lock(channel)) {
                String holder = holder(channel).map(pid -> " (process " + pid + ")").orElse("");
                channel.close();
                throw new BrokerStartException(Reason.DIRECTORY_IN_USE,
                        "The data directory " + root + " is in use by another Switchboard" + holder + ".");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return new ExclusiveDirectory(root, channel);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    /** The directory, absolute. */
    public Path root() {
        return root;
    }

    /** Lets others claim the directory. Closing again does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock on " + root + " was not released.", e);
        }
    }

    private static FileChannel open(Path root, Path lockFile) {
        try {
            Files.createDirectories(root);
            return FileChannel.open(lockFile,
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    // tryLock says "held by another process" with null and "held in this JVM" with an exception.
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<String> holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String text = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return text.matches("\\d+") ? Optional.of(text) : Optional.empty();
    }

    private static BrokerStartException unusable(Path root, IOException cause) {
        return new BrokerStartException(Reason.DIRECTORY_UNUSABLE,
                "The data directory " + root + " cannot be written: " + reason(cause) + ".", cause);
    }

    // The messages of these exceptions are nothing but the path.
    private static String reason(IOException cause) {
        return switch (cause) {
            case FileAlreadyExistsException _ -> "it is not a directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage();
        };
    }
}
