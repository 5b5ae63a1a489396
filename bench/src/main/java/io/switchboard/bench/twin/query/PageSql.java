package io.switchboard.bench.twin.query;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statement that finds one page: the first so many cids in order, after a place (keyset, no offset), and then
 * their documents.
 *
 * <p>Two rewritings that a careful team would make by hand. "A member is X" reads the index of X's calls, which is in
 * the order of the answer when the newest come first. And each branch of an {@code $or} finds its own first rows by
 * its own index, instead of all branches together reading the whole table.
 */
record PageSql(Filter filter, List<SortKey> keys, Optional<Order.Place> start, int rows) {

    private static final List<SortKey> NEWEST = List.of(new SortKey("created_at", true));

    Sql statement() {
        Sql page = filter instanceof Filter.Or or && or.any().size() > 1
                ? Sql.joined(or.any().stream().map(part -> new Sql().add("(").add(branch(part)).add(")")).toList(),
                        " union ")
                : branch(filter);
        return new Sql().add("select c.document, s.settings from (select c.* from (").add(page)
                .add(") c" + orderBy() + " limit " + rows + ") p join calls c on c.cid = p.cid "
                        + "join call_settings s on s.cid = c.cid" + orderBy());
    }

    private Sql branch(Filter part) {
        Optional<String> member = soleMember(part);
        boolean indexed = member.isPresent() && keys.equals(NEWEST);
        String from = indexed ? " from members m join calls c on c.cid = m.cid" : " from calls c";
        List<Sql> conditions = new ArrayList<>();
        if (indexed) {
            conditions.add(new Sql().add("m.user_id = ?", member.get()));
            others(part).forEach(other -> conditions.add(Conditions.of(other)));
        } else {
            conditions.add(Conditions.of(part));
        }
        start.ifPresent(place -> conditions.add(after(place, indexed)));
        return new Sql().add("select " + columns(indexed) + from + " where ").add(Sql.joined(conditions, " and "))
                .add(" order by " + (indexed ? "m.call_created_at desc, m.cid" : order()) + " limit " + rows);
    }

    /** The keys and the cid, under the names they have in {@code calls}, so that an index alone can give them. */
    private String columns(boolean indexed) {
        if (indexed) {
            return "m.call_created_at as created_at, m.cid";
        }
        return keys.stream().map(key -> Conditions.column(key.field())).filter(column -> !column.equals("c.cid"))
                .map(column -> column + ", ").collect(Collectors.joining()) + "c.cid";
    }

    private String orderBy() {
        return " order by " + order();
    }

    /** What is not set comes last; saying so where nothing is unset would keep PostgreSQL from its indexes. */
    private String order() {
        return keys.stream().map(key -> Conditions.column(key.field()) + (key.descending() ? " desc" : "")
                + (key.descending() && nullable(key) ? " nulls last" : "")).collect(Collectors.joining(", "))
                + (keys.getLast().field().equals("cid") ? "" : ", c.cid");
    }

    /** Row values would be shorter, but know one direction and no nulls. */
    private Sql after(Order.Place place, boolean indexed) {
        List<Sql> ways = new ArrayList<>();
        Sql equalSoFar = new Sql().add("true");
        for (int i = 0; i < keys.size(); i++) {
            String column = indexed ? "m.call_created_at" : Conditions.column(keys.get(i).field());
            Optional<Object> value = place.values().get(i).map(Conditions::parameter);
            if (value.isPresent()) {
                String beyond = column + (keys.get(i).descending() ? " < ?" : " > ?");
                ways.add(new Sql().add("(").add(equalSoFar).add(" and " + (nullable(keys.get(i))
                        ? "(" + beyond + " or " + column + " is null)" : beyond) + ")", value.get()));
            }
            equalSoFar = new Sql().add(equalSoFar).add(" and ").add(value.isPresent()
                    ? new Sql().add(column + " = ?", value.get()) : new Sql().add(column + " is null"));
        }
        ways.add(new Sql().add("(").add(equalSoFar).add(" and " + (indexed ? "m.cid" : "c.cid") + " > ?)",
                place.identity()));
        return bounded(place, indexed, new Sql().add("(").add(Sql.joined(ways, " or ")).add(")"));
    }

    /** The same once more as a simple range of the first key, which is where an index can begin. */
    private Sql bounded(Order.Place place, boolean indexed, Sql exact) {
        SortKey first = keys.getFirst();
        Optional<Value> value = place.values().getFirst();
        if (nullable(first) || value.isEmpty()) {
            return exact;
        }
        String column = indexed ? "m.call_created_at" : Conditions.column(first.field());
        return new Sql().add(column + (first.descending() ? " <= ?" : " >= ?") + " and ",
                Conditions.parameter(value.get())).add(exact);
    }

    private static boolean nullable(SortKey key) {
        return key.field().equals("starts_at") || key.field().equals("ended_at");
    }

    private static Optional<String> soleMember(Filter part) {
        return conjuncts(part).stream().flatMap(conjunct -> member(conjunct).stream()).findFirst();
    }

    private static List<Filter> others(Filter part) {
        List<Filter> others = new ArrayList<>(conjuncts(part));
        others.remove(others.stream().filter(conjunct -> member(conjunct).isPresent()).findFirst().orElseThrow());
        return others;
    }

    private static Optional<String> member(Filter conjunct) {
        return conjunct instanceof Filter.In in && in.field().kind() == Field.Kind.TEXTS && in.values().size() == 1
                && in.values().getFirst() instanceof Value.Text user ? Optional.of(user.text()) : Optional.empty();
    }

    private static List<Filter> conjuncts(Filter part) {
        return part instanceof Filter.And and ? and.all() : List.of(part);
    }
}
