package io.switchboard.command.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What users of one call expect, said a second time and differently: whole sets and maps instead of events, rows and
 * timers. Seconds since the start. Every method says whether the request is accepted.
 */
final class CallModel {

    static final int INACTIVITY = 30;
    static final int MISSED = 15;

    private record Device(String user, int until) {
    }

    private record Ringing(String caller, int until) {
    }

    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Ringing> ringing = new TreeMap<>();
    private final Set<String> members = new TreeSet<>();
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> blocked = new TreeSet<>();
    private boolean exists;
    private boolean ended;
    private boolean session;
    private boolean running;
    private int now;

    boolean create(Set<String> who) {
        if (!exists) {
            exists = true;
            ended = false;
            members.addAll(who);
        }
        return true;
    }

    boolean join(String user, String device) {
        if (!exists || blocked.contains(user)) {
            return false;
        }
        session = true;
        running = true;
        devices.put(device, new Device(user, now + INACTIVITY));
        return true;
    }

    boolean leave(String user) {
        return exists && out(user);
    }

    boolean heartbeat(String user) {
        boolean in = devices.values().stream().anyMatch(device -> device.user.equals(user));
        devices.replaceAll((id, device) -> device.user.equals(user) ? new Device(user, now + INACTIVITY) : device);
        return in;
    }

    boolean ring(String caller) {
        if (!exists) {
            return false;
        }
        Set<String> reached = new TreeSet<>(members);
        reached.remove(caller);
        reached.removeAll(blocked);
        devices.values().forEach(device -> reached.remove(device.user));
        reached.forEach(user -> ringing.put(user, new Ringing(caller, now + MISSED)));
        session |= !reached.isEmpty();
        return !reached.isEmpty();
    }

    boolean answer(String user, boolean cancel) {
        boolean rings = ringing.values().stream().anyMatch(ring -> ring.caller.equals(user));
        if (!exists || !session || !members.contains(user) && !answered.contains(user) && !rings) {
            return false;
        }
        answered.add(user);
        ringing.remove(user);
        if (cancel) {
            ringing.values().removeIf(ring -> ring.caller.equals(user));
        }
        return true;
    }

    boolean block(String user) {
        if (!exists) {
            return false;
        }
        blocked.add(user);
        return out(user);
    }

    boolean unblock(String user) {
        blocked.remove(user);
        return exists;
    }

    boolean kick(String user) {
        return exists && out(user);
    }

    boolean end() {
        ended |= exists;
        over();
        return exists;
    }

    boolean delete() {
        boolean there = exists;
        over();
        exists = false;
        ended = false;
        members.clear();
        blocked.clear();
        return there;
    }

    void pass(int seconds) {
        now += seconds;
        ringing.values().removeIf(ring -> ring.until <= now);
        if (devices.values().removeIf(device -> device.until <= now) && devices.isEmpty()) {
            over();
        }
    }

    /** Everything that can be seen of it. */
    String state() {
        if (!exists) {
            return "none";
        }
        Map<String, Integer> in = new TreeMap<>();
        devices.values().forEach(device -> in.merge(device.user, 1, Integer::sum));
        return "members " + members + ", blocked " + blocked + ", in " + in + ", ringing " + ringing.keySet()
                + ", ended " + ended + ", session " + session + ", running " + running;
    }

    private boolean out(String user) {
        if (devices.values().removeIf(device -> device.user.equals(user)) && devices.isEmpty()) {
            over();
        }
        return true;
    }

    private void over() {
        devices.clear();
        ringing.clear();
        answered.clear();
        session = false;
        running = false;
    }
}
