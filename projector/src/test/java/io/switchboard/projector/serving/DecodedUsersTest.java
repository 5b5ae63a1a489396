package io.switchboard.projector.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedUsersTest {

    private final Map<String, byte[]> table = new HashMap<>();
    private final DecodedUsers users = new DecodedUsers();
    private int lookups;

    private byte[] look(String id) {
        lookups++;
        return table.get(id);
    }

    private void write(String id, long second) {
        table.put(id, UserCodec.encode(User.blank(id, Instant.ofEpochSecond(second))));
    }

    @Test
    void isLookedUpOnceWhileTheTableStandsStill() {
        write("john", 1);
        assertThat(users.user("john", 5, this::look)).isPresent();
        assertThat(users.user("john", 5, this::look)).isPresent();
        assertThat(users.user("nobody", 5, this::look)).isEmpty();
        assertThat(users.user("nobody", 5, this::look)).isEmpty();
        assertThat(lookups).isEqualTo(2);
    }

    @Test
    void isLookedUpAgainOnceTheTableMoved() {
        write("john", 1);
        users.user("john", 5, this::look);
        users.user("jack", 5, this::look);
        write("john", 2);
        write("jack", 2);
        assertThat(users.user("john", 6, this::look).orElseThrow().createdAt()).isEqualTo(Instant.ofEpochSecond(2));
        assertThat(users.user("jack", 6, this::look)).isPresent();
        table.remove("john");
        assertThat(users.user("john", 7, this::look)).isEmpty();
    }

    @Test
    void isDecodedOnceWhileItsDocumentIsTheSame() {
        write("john", 1);
        User first = users.user("john", 5, this::look).orElseThrow();
        write("john", 1);
        assertThat(users.user("john", 6, this::look)).containsSame(first);
    }
}
