package io.switchboard.projector.serving;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.projector.filter.BanSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.UserSubject;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.query.UsersPage;
import io.switchboard.projector.query.UsersQuery;
import io.switchboard.projector.query.UsersQuery.Among;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One question about users, answered by looking at every user once and keeping the best {@code offset + limit}. Users
 * are decoded one by one, so memory is bounded by the page; time grows with the number of users.
 */
final class UserScan {

    private final UsersQuery query;
    private final Sortable<User> sortable;

    UserScan(UsersQuery query) {
        this.query = query;
        this.sortable = query.among() == Among.BANNED ? Sortable.BANS : Sortable.USERS;
    }

    /** @return why the question cannot be answered, if it cannot */
    Optional<Refusal> refusal() {
        return query.sort().stream().map(SortKey::field).filter(field -> !sortable.fields().containsKey(field))
                .findFirst().map(field -> new Refusal.UnknownSort(field,
                        sortable.fields().keySet().stream().sorted().toList()));
    }

    UsersPage page(GlobalTables tables) {
        if (query.limit() == 0) {
            return new UsersPage(List.of(), Map.of());
        }
        Best<User> best = new Best<>(new Order<>(sortable, query.sort()), query.offset() + query.limit());
        tables.eachUser(user -> {
            if (!user.deleted() && matches(user)) {
                best.offer(user);
            }
        });
        List<User> page = best.sorted().stream().skip(query.offset()).toList();
        Set<String> bannedBy = page.stream().flatMap(user -> user.standing().ban().stream())
                .flatMap(ban -> ban.by().stream()).collect(Collectors.toSet());
        return new UsersPage(page, tables.users(bannedBy));
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
