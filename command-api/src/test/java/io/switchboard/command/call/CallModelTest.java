package io.switchboard.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.testing.RandomSeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a call, run through the real decisions, folds and timers and through {@link CallModel}, which knows
 * nothing of them. After every step both must tell the same; now and then another instance takes over.
 */
class CallModelTest {

    private static final int RUNS = 1_000;
    private static final int STEPS = 100;
    private static final List<String> USERS = List.of("ann", "bob", "cem", "dee");

    private final RandomGenerator random = RandomSeed.generator("CallModelTest");

    @Test
    void whateverIsAskedTheCallIsWhatItsUsersExpect() {
        for (int run = 0; run < RUNS; run++) {
            new Life().live();
        }
    }

    private final class Life {

        private final CallScenario real = CallScenario.given().users(USERS.toArray(String[]::new)).users("john");
        private final CallModel model = new CallModel();
        private final List<String> story = new ArrayList<>();
        private int steps;

        void live() {
            for (steps = 0; steps < STEPS; steps++) {
                step();
                assertThat(state()).as("after %s", story).isEqualTo(model.state());
            }
        }

        private void step() {
            String user = USERS.get(random.nextInt(USERS.size()));
            switch (random.nextInt(16)) {
                case 0, 1 -> create();
                case 2, 3, 4 -> both(user, Commands.join(), model.join(user, "device of step-" + steps));
                case 5, 6 -> both(user, new CallCommand.Leave(Optional.empty()), model.leave(user));
                case 7 -> both(user, new CallCommand.Heartbeat(Optional.empty()), model.heartbeat(user));
                case 8, 9 -> both(user, new CallCommand.Ring(List.of(), false), model.ring(user));
                case 10 -> both(user, new CallCommand.Accept(), model.answer(user, false));
                case 11 -> reject(user);
                case 12 -> moderate(user);
                case 13 -> random(user);
                default -> pass(1 + random.nextInt(20));
            }
        }

        private void create() {
            Set<String> members = new TreeSet<>(USERS.subList(0, 1 + random.nextInt(USERS.size())));
            both("", Commands.create("john", members.toArray(String[]::new)), model.create(members));
        }

        private void reject(String user) {
            String reason = List.of("decline", "busy", "cancel").get(random.nextInt(3));
            both(user, new CallCommand.Reject(reason), model.answer(user, reason.equals("cancel")));
        }

        private void moderate(String user) {
            switch (random.nextInt(3)) {
                case 0 -> both("", new CallCommand.Block(user), model.block(user));
                case 1 -> both("", new CallCommand.Unblock(user), model.unblock(user));
                default -> both("", new CallCommand.Kick(user, false, Optional.empty()), model.kick(user));
            }
        }

        private void random(String user) {
            switch (random.nextInt(8)) {
                case 0 -> both("", new CallCommand.Delete(random.nextBoolean()), model.delete());
                case 1, 2, 3 -> both(user, new CallCommand.End(), model.end());
                default -> {
                    story.add("loss of all rows");
                    real.rebuiltWithLeases();
                }
            }
        }

        private void pass(int seconds) {
            story.add(seconds + " s");
            real.after(Duration.ofSeconds(seconds)).whenDue();
            model.pass(seconds);
        }

        private void both(String user, CallCommand command, boolean accepted) {
            story.add((user.isEmpty() ? "server " : user + " ") + command);
            (user.isEmpty() ? real.asServer() : real.asUser(user, "user"))
                    .underRequest("step-" + steps, "h", false).when(command);
            assertThat(real.reply() instanceof CallReply.Done).as("accepted after %s", story).isEqualTo(accepted);
        }

        private String state() {
            CallTable table = real.table();
            Optional<CallCore> core = table.core(CallScenario.CID).filter(c -> c.deletedAt().isEmpty());
            if (core.isEmpty()) {
                return "none";
            }
            Map<String, Integer> in = new TreeMap<>();
            for (Participant device : table.participants(CallScenario.CID, 100)) {
                in.merge(device.userId(), 1, Integer::sum);
            }
            List<String> ringing = table.rings(CallScenario.CID).stream().filter(ring -> ring.until().isPresent())
                    .map(Ring::userId).toList();
            return "members " + new TreeSet<>(real.memberIds()) + ", blocked " + table.blocked(CallScenario.CID, 100)
                    + ", in " + in + ", ringing " + ringing + ", ended " + core.get().endedAt().isPresent() + ", session "
                    + core.get().currentSession().isPresent() + ", running " + core.get().ongoing();
        }
    }
}
