package io.switchboard.command.user;

import io.switchboard.events.user.UserTies;
import io.switchboard.events.user.UserTies.Block;
import io.switchboard.events.user.UserTies.Device;
import io.switchboard.events.user.UserTies.Mute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How changes to whom and what a user is connected with come out. Pure. */
final class UserConnections {

    /** They all stand in one document. */
    static final int MAX_USERS = 1_000;
    static final int MAX_DEVICES = 100;

    private UserConnections() {
    }

    /** What a change comes to. */
    sealed interface Result {

        record Tied(UserTies ties) implements Result {
        }

        record TooMany(String what, int limit) implements Result {
        }
    }

    /** Who is blocked already stays so since when he was. */
    static Result block(UserTies ties, String userId, Instant now) {
        if (ties.blocks().stream().anyMatch(block -> block.userId().equals(userId))) {
            return new Result.Tied(ties);
        }
        List<Block> blocks = with(ties.blocks(), List.of(new Block(userId, now)));
        return blocks.size() > MAX_USERS ? new Result.TooMany("blocked users", MAX_USERS)
                : new Result.Tied(ties.withBlocks(blocks));
    }

    static Result unblock(UserTies ties, String userId) {
        return new Result.Tied(ties.withBlocks(without(ties.blocks(), block -> block.userId().equals(userId))));
    }

    /** Who is muted already is so until the new time. */
    static Result mute(UserTies ties, List<String> userIds, Optional<Instant> expires, Instant now) {
        List<Mute> mutes = new ArrayList<>(ties.mutes());
        for (String userId : userIds) {
            Instant since = mutes.stream().filter(mute -> mute.userId().equals(userId)).map(Mute::createdAt)
                    .findFirst().orElse(now);
            mutes.removeIf(mute -> mute.userId().equals(userId));
            mutes.add(new Mute(userId, since, now, expires));
        }
        return mutes.size() > MAX_USERS ? new Result.TooMany("muted users", MAX_USERS)
                : new Result.Tied(ties.withMutes(mutes));
    }

    static Result unmute(UserTies ties, List<String> userIds) {
        return new Result.Tied(ties.withMutes(without(ties.mutes(), mute -> userIds.contains(mute.userId()))));
    }

    static Result add(UserTies ties, Device device) {
        List<Device> devices =
                with(without(ties.devices(), known -> known.id().equals(device.id())), List.of(device));
        return devices.size() > MAX_DEVICES ? new Result.TooMany("devices", MAX_DEVICES)
                : new Result.Tied(ties.withDevices(devices));
    }

    static Result remove(UserTies ties, String deviceId) {
        return new Result.Tied(ties.withDevices(without(ties.devices(), device -> device.id().equals(deviceId))));
    }

    private static <T> List<T> with(List<T> present, List<T> more) {
        return Stream.concat(present.stream(), more.stream()).toList();
    }

    private static <T> List<T> without(List<T> present, Predicate<T> gone) {
        return present.stream().filter(gone.negate()).toList();
    }
}
