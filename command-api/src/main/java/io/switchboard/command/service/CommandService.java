package io.switchboard.command.service;

import io.switchboard.command.app.AppMachine;
import io.switchboard.command.call.CallMachine;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.calltype.CallTypeMachine;
import io.switchboard.command.http.AppDirectory;
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
import io.switchboard.command.shard.Shards;
import io.switchboard.command.user.UserMachine;
import io.switchboard.events.Topics;
import io.switchboard.events.app.DecodedAppSettings;
import io.switchboard.events.calltype.DecodedCallTypes;
import io.switchboard.events.codec.EventCodec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The write side of one instance: a shard for every partition of {@code call-events}, one each for {@code users},
 * {@code call-types} and {@code app-settings}, and the membership that says which of them this instance should own.
 * Thread-safe.
 */
public final class CommandService implements Calls, AutoCloseable {

    private final RocksMemory memory;
    private final Shards<CallRequest, CallReply> calls;
    private final StoredUsers users;
    private final StoredCallTypes callTypes;
    private final StoredApp app;
    private final Ownership ownership;

    private CommandService(CommandSettings settings, InstantSource clock) {
        KafkaLogSettings kafka = KafkaLogSettings.at(settings.bootstrapServers());
        new LogTopics(kafka, settings.partitions(), Optional.of(settings.replication())).ensure();
        EventCodec codec = EventCodec.standard();
        UuidV7Ids ids = new UuidV7Ids();
        memory = RocksMemory.defaults();
        users = new StoredUsers(
                DocumentShard.start(Topics.USERS, new UserMachine(), settings, kafka, memory, clock), clock);
        callTypes = new StoredCallTypes(DocumentShard.start(Topics.CALL_TYPES, new CallTypeMachine(), settings, kafka,
                memory, clock), new DecodedCallTypes());
        app = new StoredApp(DocumentShard.start(Topics.APP_SETTINGS, new AppMachine(), settings, kafka, memory, clock),
                new DecodedAppSettings());
        calls = Shards.start(Topics.CALL_EVENTS, settings.partitions(), clock, partition -> {
            String name = Topics.CALL_EVENTS + "-" + partition;
            return new Shard<>(name, new CallMachine(codec, ids), new KafkaShardLog(kafka, Topics.CALL_EVENTS, partition),
                    new RocksShardStore(settings.data().resolve(name), memory), clock, ShardSettings.defaults());
        });
        ownership = Ownership.join(kafka, settings.address(), topics());
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

    /** The users, with the shard that decides about them. */
    public Users users() {
        return users;
    }

    /** The call types, with the shard that decides about them. */
    public CallTypeDirectory callTypes() {
        return callTypes;
    }

    /** The application's settings, with the shard that decides about them. */
    public AppDirectory app() {
        return app;
    }

    /** Whether this instance serves every partition it should own, and none has failed. */
    public boolean ready() {
        return standing().ready();
    }

    /** What keeps it from being {@link #ready}. */
    CommandStanding standing() {
        return new CommandStanding(ownership.joined(),
                ownership.unserved().stream().map(CommandStanding.Unserved::of).toList());
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
        for (Shards<?, ?> topic : topics()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                all.add(topic.shard(partition));
            }
        }
        return all;
    }

    private List<Shards<?, ?>> topics() {
        return List.of(calls, users.shard().shards(), callTypes.shard().shards(), app.shard().shards());
    }

    @Override
    public void close() {
        ownership.close();
        topics().forEach(Shards::close);
        memory.close();
    }
}
