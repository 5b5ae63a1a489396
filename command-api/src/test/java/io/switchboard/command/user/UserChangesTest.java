package io.switchboard.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.user.UserDecider.Outcome;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.events.user.UserTies;
import io.switchboard.events.user.UserTies.Device;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What every change makes of a user (contract 1.3), one rule a test. */
class UserChangesTest {

    private static final Instant BORN = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    private Optional<User> john = Optional.of(User.blank("john", BORN));

    @Test
    void aPatchSetsFieldsAndMergesTheRestIntoCustom() {
        john = Optional.of(UserFields.merged(upsert("{'color':'red','shoes':{'size':43}}"), john.orElseThrow()));
        User next = changed(patch("{'name':'John'}", "{'shoes.laces':true,'hat':1}", "color"));
        assertThat(next.name()).contains("John");
        assertThat(next.custom()).isEqualTo(json("{'shoes':{'size':43,'laces':true},'hat':1}"));
        assertThat(next.updatedAt()).isEqualTo(NOW);
        assertThat(next.createdAt()).isEqualTo(BORN);
    }

    @Test
    void aPatchUnsetsFieldsAndPathsAndMindsNotWhatIsNotThere() {
        john = Optional.of(UserFields.merged(new UserUpsert("john", Optional.of("admin"), Optional.of("J"),
                Optional.of("i"), Optional.of(json("{'a':{'b':1,'c':2}}")), Optional.of(List.of("red")), Optional.empty(),
                Optional.of("en"), Optional.of(true), Optional.empty()), john.orElseThrow()));
        User next = changed(patch("{}", "{}", "role", "name", "image", "teams", "language", "invisible", "a.b", "a.x.y",
                "nothing"));
        assertThat(next.custom()).isEqualTo(json("{'a':{'c':2}}"));
        assertThat(next.withUpdatedAt(BORN)).usingRecursiveComparison().ignoringFields("custom")
                .isEqualTo(User.blank("john", BORN));
    }

    @Test
    void aPathThroughAValueIsRefused() {
        john = Optional.of(UserFields.merged(upsert("{'shoes':43}"), john.orElseThrow()));
        assertRefused(patch("{}", "{'shoes.size':1}"), ErrorCode.INPUT);
    }

    @Test
    void aPatchRevokesTokensAndTakesThatBack() {
        User revoked = changed(new UserChange.Patch(UserUpsert.existing("john"), json("{}"), List.of(), Optional.of(NOW)));
        assertThat(revoked.standing().revokeTokensIssuedBefore()).contains(NOW);
        john = Optional.of(revoked);
        assertThat(changed(patch("{}", "{}", "revoke_tokens_issued_before")).status()).isEmpty();
    }

    @Test
    void aDeactivatedUserStaysSoSinceWhenHeWas() {
        john = Optional.of(changed(new UserChange.Deactivate("john")));
        assertThat(john.orElseThrow().active()).isFalse();
        assertThat(UserDecider.decide(new UserChange.Deactivate("john"), john, NOW.plusSeconds(5)))
                .isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void onlyADeactivatedUserIsReactivated() {
        assertRefused(new UserChange.Reactivate("john", Optional.empty()), ErrorCode.INPUT);
        john = Optional.of(changed(new UserChange.Deactivate("john")));
        User back = changed(new UserChange.Reactivate("john", Optional.of("Johnny")));
        assertThat(back.active()).isTrue();
        assertThat(back.name()).contains("Johnny");
    }

    @Test
    void aDeletedUserKeepsEverythingAndComesBackWithIt() {
        john = Optional.of(UserFields.merged(upsert("{'a':1}"), john.orElseThrow()));
        User before = john.orElseThrow();
        john = Optional.of(changed(new UserChange.Delete("john", false)));
        assertThat(john.orElseThrow().deleted()).isTrue();
        assertThat(changed(new UserChange.Restore("john")).withUpdatedAt(BORN)).isEqualTo(before);
    }

    @Test
    void anErasedUserIsOnlyAnIdAndNeverComesBack() {
        john = Optional.of(UserFields.merged(upsert("{'a':1}"), john.orElseThrow()));
        john = Optional.of(changed(new UserChange.Delete("john", true)));
        assertThat(john.orElseThrow().custom()).isEqualTo(json("{}"));
        assertThat(john.orElseThrow().deleted()).isTrue();
        assertRefused(new UserChange.Restore("john"), ErrorCode.NOT_FOUND);
        assertRefused(UserUpsert.existing("john"), ErrorCode.INPUT);
    }

    @Test
    void aLiveUserIsNotRestored() {
        assertThat(UserDecider.decide(new UserChange.Restore("john"), john, NOW)).isInstanceOfSatisfying(
                Outcome.Refused.class, refused -> assertThat(refused.error().reason())
                        .isEqualTo("user \"john\" is not deleted, it can't be restored"));
    }

    @Test
    void whoeverIsBlockedTwiceIsBlockedSinceTheFirstTime() {
        john = Optional.of(changed(new UserChange.Block("john", "jane")));
        assertThat(UserDecider.decide(new UserChange.Block("john", "jane"), john, NOW.plusSeconds(9)))
                .isEqualTo(new Outcome.Unchanged());
        assertThat(changed(new UserChange.Unblock("john", "jane")).ties()).isEmpty();
    }

    @Test
    void thereIsABoundToBlocksMutesAndDevices() {
        User many = john.orElseThrow().with(new UserTies(
                IntStream.range(0, UserConnections.MAX_USERS).mapToObj(i -> new UserTies.Block("u" + i, NOW)).toList(),
                IntStream.range(0, UserConnections.MAX_USERS)
                        .mapToObj(i -> new UserTies.Mute("u" + i, NOW, NOW, Optional.empty())).toList(),
                IntStream.range(0, UserConnections.MAX_DEVICES).mapToObj(i -> device("d" + i)).toList()));
        john = Optional.of(many);
        assertRefused(new UserChange.Block("john", "one-more"), ErrorCode.INPUT);
        assertRefused(new UserChange.Mute("john", List.of("one-more"), Optional.empty()), ErrorCode.INPUT);
        assertRefused(new UserChange.AddDevice("john", device("one-more")), ErrorCode.INPUT);
    }

    @Test
    void aMuteIsRenewedAndADeviceReplaced() {
        john = Optional.of(changed(new UserChange.Mute("john", List.of("jane"), Optional.empty())));
        User later = ((Outcome.Changed) UserDecider.decide(new UserChange.Mute("john", List.of("jane"),
                Optional.of(NOW.plusSeconds(60))), john, NOW.plusSeconds(1))).user();
        assertThat(later.connections().mutes()).containsExactly(
                new UserTies.Mute("jane", NOW, NOW.plusSeconds(1), Optional.of(NOW.plusSeconds(60))));
        john = Optional.of(changed(new UserChange.AddDevice("john", device("d"))));
        Device other = new Device("d", "firebase", Optional.empty(), false, NOW);
        assertThat(changed(new UserChange.AddDevice("john", other)).connections().devices()).containsExactly(other);
    }

    @Test
    void aBanIsSetAndLifted() {
        Ban ban = new Ban(false, Optional.of("jane"), Optional.of("spam"), NOW, Optional.empty());
        john = Optional.of(changed(new UserChange.SetBan("john", ban)));
        assertThat(john.orElseThrow().ban(NOW)).contains(ban);
        assertThat(changed(new UserChange.LiftBan("john")).status()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changesOfExisting")
    void nothingButAnUpsertMakesAUser(UserChange change) {
        john = Optional.empty();
        assertRefused(change, ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("changesOfExisting")
    void nothingButRestoringChangesADeletedUser(UserChange change) {
        john = Optional.of(changed(new UserChange.Delete("john", false)));
        if (change instanceof UserChange.Restore) {
            assertThat(changed(change).deleted()).isFalse();
        } else {
            assertRefused(change, ErrorCode.NOT_FOUND);
        }
    }

    static Stream<UserChange> changesOfExisting() {
        return Stream.of(patch("{'name':'x'}", "{}"), new UserChange.Deactivate("john"),
                new UserChange.Reactivate("john", Optional.empty()), new UserChange.Delete("john", false),
                new UserChange.Delete("john", true), new UserChange.Restore("john"), new UserChange.Block("john", "jane"),
                new UserChange.Unblock("john", "jane"), new UserChange.Mute("john", List.of("jane"), Optional.empty()),
                new UserChange.Unmute("john", List.of("jane")), new UserChange.LiftBan("john"),
                new UserChange.SetBan("john", new Ban(true, Optional.empty(), Optional.empty(), NOW, Optional.empty())),
                new UserChange.AddDevice("john", device("d")), new UserChange.RemoveDevice("john", "d"));
    }

    private User changed(UserChange change) {
        return ((Outcome.Changed) UserDecider.decide(change, john, NOW)).user();
    }

    private void assertRefused(UserChange change, ErrorCode code) {
        assertThat(UserDecider.decide(change, john, NOW)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.error().code()).isEqualTo(code));
    }

    private static UserChange.Patch patch(String name, String custom, String... unset) {
        Optional<String> given = Optional.ofNullable(json(name).get("name")).map(node -> node.stringValue());
        return new UserChange.Patch(new UserUpsert("john", Optional.empty(), given, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                json(custom), List.of(unset), Optional.empty());
    }

    private static UserUpsert upsert(String custom) {
        return new UserUpsert("john", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(json(custom)),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Device device(String id) {
        return new Device(id, "apn", Optional.empty(), false, NOW);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) EventJson.mapper().readTree(text.replace('\'', '"'));
    }
}
