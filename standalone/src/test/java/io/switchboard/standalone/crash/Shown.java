package io.switchboard.standalone.crash;

import io.switchboard.standalone.crash.CallImage.MemberImage;
import java.util.HashSet;
import java.util.List;

/** What an answer lets a client know of a call. */
sealed interface Shown {

    /** Whether the call, being in this state, could have been answered so. */
    boolean agreesWith(CallImage state);

    record WholeCall(CallImage call) implements Shown {
        @Override
        public boolean agreesWith(CallImage state) {
            return call.equals(state);
        }
    }

    record AllMembers(List<MemberImage> members) implements Shown {
        @Override
        public boolean agreesWith(CallImage state) {
            return members.equals(state.members());
        }
    }

    record SomeMembers(List<MemberImage> members) implements Shown {
        @Override
        public boolean agreesWith(CallImage state) {
            return new HashSet<>(state.members()).containsAll(members);
        }
    }

    /** An end shows nothing, but says that the call has ended. */
    record Ended() implements Shown {
        @Override
        public boolean agreesWith(CallImage state) {
            return state.endedAt().isPresent();
        }
    }
}
