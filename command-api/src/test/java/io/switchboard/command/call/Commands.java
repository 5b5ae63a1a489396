package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.MemberUpsert;
import io.switchboard.command.call.CallCommand.NewCall;
import io.switchboard.events.CallEvent.MemberData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Commands as tests say them. */
final class Commands {

    private Commands() {
    }

    static CallCommand.GetOrCreate create(String creator, String... members) {
        return create(Optional.of(creator), Optional.empty(), members);
    }

    static CallCommand.GetOrCreate create(Optional<String> creator, Optional<String> settingsOverride,
                                          String... members) {
        return new CallCommand.GetOrCreate(new NewCall(creator, Arrays.stream(members).map(Commands::member).toList(),
                Optional.empty(), settingsOverride.map(CallScenario::json), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty()), true, 25, CallCommand.Signal.NONE);
    }

    /** The same, with its members rung. */
    static CallCommand.GetOrCreate ringing(CallCommand.GetOrCreate create) {
        return new CallCommand.GetOrCreate(create.data(), create.creatorReady(), create.membersLimit(),
                new CallCommand.Signal(true, false, false));
    }

    static CallCommand.GetOrCreate createInTeam(String creator, String team) {
        NewCall data = new NewCall(Optional.of(creator), List.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(team), Optional.empty(), Optional.empty());
        return new CallCommand.GetOrCreate(data, true, 25, CallCommand.Signal.NONE);
    }

    static CallCommand.Join join() {
        return new CallCommand.Join(Optional.empty(), true, 25, CallCommand.Signal.NONE);
    }

    static CallCommand.Join joinCreating(String... members) {
        return new CallCommand.Join(Optional.of(create(Optional.empty(), Optional.empty(), members).data()), true, 25,
                CallCommand.Signal.NONE);
    }

    /** The same, with one member who has a role. */
    static CallCommand.Join joinCreating(MemberData member) {
        return new CallCommand.Join(Optional.of(new NewCall(Optional.empty(), List.of(member), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())), true, 25,
                CallCommand.Signal.NONE);
    }

    static CallCommand.Update settings(String override) {
        return new CallCommand.Update(Optional.empty(), Optional.of(CallScenario.json(override)), Optional.empty());
    }

    static CallCommand.Update custom(String custom) {
        return new CallCommand.Update(Optional.of(CallScenario.json(custom)), Optional.empty(), Optional.empty());
    }

    static CallCommand.UpdateMembers upsert(MemberUpsert... upserts) {
        return new CallCommand.UpdateMembers(List.of(upserts), List.of());
    }

    static CallCommand.UpdateMembers remove(String... ids) {
        return new CallCommand.UpdateMembers(List.of(), List.of(ids));
    }

    static MemberUpsert as(String id) {
        return new MemberUpsert(id, Optional.empty(), Optional.empty());
    }

    static MemberUpsert as(String id, String role) {
        return new MemberUpsert(id, Optional.of(role), Optional.empty());
    }

    static MemberData member(String id) {
        return new MemberData(id, Optional.empty(), CallScenario.json("{}"));
    }

    static MemberData member(String id, String role) {
        return new MemberData(id, Optional.of(role), CallScenario.json("{}"));
    }
}
