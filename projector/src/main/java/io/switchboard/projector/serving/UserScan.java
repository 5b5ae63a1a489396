package io.switchboard.projector.serving;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.projector.filter.BanSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.NamedTexts;
import io.switchboard.projector.filter.UserSubject;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.query.UsersPage;
import io.switchboard.projector.query.UsersQuery;
import io.switchboard.projector.query.UsersQuery.Among;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One question about users. When the filter names ids, only those are looked up; otherwise every user is looked at
 * once. The best {@code offset + limit} are kept. Users are decoded one by one, so memory is bounded by the page; the
 * time of a question without ids grows with the number of users.
 */
final class UserScan {

    private static final Field ID = FieldTable.USERS.field("id");
    private static final Field BANNED_ID = FieldTable.BANS.field("user_id");

    private final UsersQuery query;
    private final Sortable<User> sortable;

    UserScan(UsersQuery query) {
        this.query = query;
        this.sortable = query.among() == Among.BANNED ? Sortable.BANS : Sortable.USERS;
    }

    /** @return why the question cannot be answered, if it cannot */
    Optional<Refusal> refusal() {
        return Start.unknown(query.sort(), sortable);
    }

    UsersPage page(GlobalTables tables) {
        if (query.limit() == 0) {
            return new UsersPage(List.of(), Map.of());
        }
        Best<User> best = new Best<>(new Order<>(sortable, query.sort()), query.offset() + query.limit());
        candidates(tables, user -> {
            if (!user.deleted() && matches(user)) {
                best.offer(user);
            }
        });
        List<User> page = best.sorted().stream().skip(query.offset()).toList();
        Set<String> bannedBy = page.stream().flatMap(user -> user.standing().ban().stream())
                .flatMap(ban -> ban.by().stream()).collect(Collectors.toSet());
        return new UsersPage(page, tables.users(bannedBy));
    }

    /** Shows the users whom the filter names, or everybody when it names nobody. */
    private void candidates(GlobalTables tables, Consumer<User> visitor) {
        Field id = query.among() == Among.BANNED ? BANNED_ID : ID;
        NamedTexts.in(query.filter(), id).ifPresentOrElse(
                named -> tables.users(named).values().forEach(visitor), () -> tables.eachUser(visitor));
    }

    private boolean matches(User user) {
        return switch (query.among()) {
            case ACTIVE -> user.active() && Evaluator.matches(query.filter(), new UserSubject(user));
            case EVERYONE -> Evaluator.matches(query.filter(), new UserSubject(user));
            case BANNED -> {
                Optional<Ban> ban = user.standing().ban();
                yield ban.isPresent() && Evaluator.matches(query.filter(), new BanSubject(user.id(), ban.get()));
            }
        };
    }
}
