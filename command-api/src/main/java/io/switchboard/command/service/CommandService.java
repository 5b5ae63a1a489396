package io.switchboard.command.service;

import io.switchboard.command.call.CallMachine;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.calltype.CallTypeMachine;
import io.switchboard.command.http.CallTypeDirectory;
import io.switchboard.command.http.Calls;
import io.switchboard.command.http.Users;
import io.switchboard.command.shard.KafkaLogSettings;
import io.switchboard.command.shard.KafkaShardLog;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.command.shard.LogTopics;
import io.switchboard.command.shard.Ownership;
import io.switchboard.command.shard.RocksMemory;
import io.switchboard.command.shard.RocksShardStore;
import io.switchboard.command.shard.Shard;
import io.switchboard.command.shard.ShardSettings;
import io.switchboard.command.shard.ShardStore;
import io.switchboard.command.shard.Shards;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserMachine;
import io.switchboard.command.user.UserReply;
import io.switchboard.command.user.UserTable;
import io.switchboard.events.Topics;
import io.switchboard.events.calltype.DecodedCallTypes;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.user.User;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The write side of one instance: a shard for every partition of {@code call-events} one for {@code users} and
 * one for {@code call-types}, and the membership that says which of them this instance should own. Thread-safe.
 */
public final class CommandService implements Calls, Users, AutoCloseable {

    private final RocksMemory memory;
    private final Shards<CallRequest, CallReply> calls;
    private final Shards<UserCommand, UserReply> users;
    private final ShardStore userStore;
    private final StoredCallTypes callTypes;
    private final Ownership ownership;

    private CommandService(CommandSettings settings, InstantSource clock) {
        KafkaLogSettings kafka = KafkaLogSettings.at(settings.bootstrapServers());
        new LogTopics(kafka, settings.partitions(), Optional.of(settings.replication())).ensure();
        EventCodec codec = EventCodec.standard();
        UuidV7Ids ids = new UuidV7Ids();
        memory = RocksMemory.defaults();
        userStore = new RocksShardStore(settings.data().resolve(Topics.USERS + "-0"), memory);
        users = Shards.start(Topics.USERS, 1, clock, partition -> new Shard<>(Topics.USERS + "-" + partition,
                new UserMachine(), new KafkaShardLog(kafka, Topics.USERS, partition), userStore, clock,
                ShardSettings.defaults()));
        callTypes = callTypes(settings, kafka, clock);
        calls = Shards.start(Topics.CALL_EVENTS, settings.partitions(), clock, partition -> {
            String name = Topics.CALL_EVENTS + "-" + partition;
            return new Shard<>(name, new CallMachine(codec, ids), new KafkaShardLog(kafka, Topics.CALL_EVENTS, partition),
                    new RocksShardStore(settings.data().resolve(name), memory), clock, ShardSettings.defaults());
        });
        ownership = Ownership.join(kafka, settings.address(), List.of(calls, users, callTypes.shards()));
    }

    /**
     * Makes missing topics, opens the local stores and joins the other instances.
     *
     * @throws RuntimeException saying what to do, when Kafka cannot be reached, its topics do not fit, or the data
     *                          folder cannot be used
     */
    public static CommandService start(CommandSettings settings, InstantSource clock) {
        return new CommandService(settings, clock);
    }

    @Override
    public CallReply submit(CallRequest request) {
        return Answers.await(calls.submit(request.context().cid().toString(), request));
    }

    @Override
    public UserReply submit(UserCommand command) {
        return Answers.await(users.submit(Topics.USERS, command));
    }

    @Override
    public Map<String, User> find(Collection<String> ids) {
        Map<String, User> found = present(ids);
        if (found.size() < Set.copyOf(ids).size() && users.shard(0).lifecycle() != Lifecycle.SERVING) {
            Answers.caughtUp(users.shard(0));
            found = present(ids);
        }
        return found;
    }

    @Override
    public Optional<User> look(String id) {
        return new UserTable(userStore.committed()).user(id);
    }

    /** The call types, with the shard that decides about them. */
    public CallTypeDirectory callTypes() {
        return callTypes;
    }

    /** Whether this instance serves every partition it should own, and none has failed. */
    public boolean ready() {
        return ownership.settled();
    }

    /** What each shard is at, by name. */
    public Map<String, Lifecycle> lifecycles() {
        Map<String, Lifecycle> all = new TreeMap<>();
        shards().forEach(shard -> all.put(shard.name(), shard.lifecycle()));
        return all;
    }

    /** Every shard of this instance, owned or followed. */
    List<Shard<?, ?>> shards() {
        List<Shard<?, ?>> all = new ArrayList<>();
        for (Shards<?, ?> topic : List.of(calls, users, callTypes.shards())) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                all.add(topic.shard(partition));
            }
        }
        return all;
    }

    @Override
    public void close() {
        ownership.close();
        calls.close();
        users.close();
        callTypes.shards().close();
        memory.close();
    }

    private StoredCallTypes callTypes(CommandSettings settings, KafkaLogSettings kafka, InstantSource clock) {
        String name = Topics.CALL_TYPES + "-0";
        ShardStore store = new RocksShardStore(settings.data().resolve(name), memory);
        return new StoredCallTypes(Shards.start(Topics.CALL_TYPES, 1, clock, partition -> new Shard<>(name,
                new CallTypeMachine(), new KafkaShardLog(kafka, Topics.CALL_TYPES, partition), store, clock,
                ShardSettings.defaults())), store, new DecodedCallTypes());
    }

    private Map<String, User> present(Collection<String> ids) {
        UserTable table = new UserTable(userStore.committed());
        Map<String, User> found = new HashMap<>();
        ids.forEach(id -> table.user(id).ifPresent(user -> found.put(id, user)));
        return found;
    }
}
