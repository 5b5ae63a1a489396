package io.switchboard.events.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom and what a user is connected with.
 *
 * @param blocks  whom he has blocked, in the order of time; they do not ring him
 * @param mutes   whom he has muted, in the order of time
 * @param devices where he can be notified, in the order of time
 */
public record UserTies(List<Block> blocks, List<Mute> mutes, List<Device> devices) {

    /** A user alone. */
    public static final UserTies NONE = new UserTies(List.of(), List.of(), List.of());

    public UserTies {
        blocks = List.copyOf(blocks);
        mutes = List.copyOf(mutes);
        devices = List.copyOf(devices);
    }

    /** He does not want to hear of this user. */
    public record Block(String userId, Instant createdAt) {
    }

    /**
     * He does not want to hear this user.
     *
     * @param expires never, when empty
     */
    public record Mute(String userId, Instant createdAt, Instant updatedAt, Optional<Instant> expires) {
    }

    /**
     * A place that can be pushed to.
     *
     * @param id           the provider's token
     * @param provider     {@code apn}, {@code firebase}, {@code huawei} or {@code xiaomi}
     * @param providerName which of the application's configurations of that provider
     * @param voip         an Apple token for calls
     */
    public record Device(String id, String provider, Optional<String> providerName, boolean voip, Instant createdAt) {
    }

    public UserTies withBlocks(List<Block> next) {
        return new UserTies(next, mutes, devices);
    }

    public UserTies withMutes(List<Mute> next) {
        return new UserTies(blocks, next, devices);
    }

    public UserTies withDevices(List<Device> next) {
        return new UserTies(blocks, mutes, next);
    }
}
