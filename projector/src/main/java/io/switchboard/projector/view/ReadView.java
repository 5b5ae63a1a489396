package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.rows.CallScan;
import io.switchboard.projector.rows.RowSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * The calls of one shard at one moment. For one thread at a time; close it soon, the moment is kept on disk until
 * then.
 */
public final class ReadView implements AutoCloseable {

    private static final Filter ONGOING = new Filter.Compare(FieldTable.CALLS.field("ongoing"), Filter.Relation.EQ,
            new Value.Flag(true));
    /** Of the calls that somebody is in, how many are held in memory. */
    private static final int AT_ONCE = 1_000;

    private final RowSnapshot rows;
    private final CallTable table;
    private final IndexPart.Captured<Cid> calls;
    private final Map<ListedRows<?>, IndexPart.Captured<RowId>> listed;
    private final ViewResources resources;
    private final Runnable closed;
    private final BooleanSupplier closing;
    private ShardTrace trace = new ShardTrace(false);
    private boolean open = true;

    /**
     * @param rows    this closes them
     * @param calls   their index; this gives up its reader
     * @param listed  the index of each kind of rows; this gives up their readers
     * @param closed  hears when this is closed
     * @param closing whether the shard waits for that
     */
    public ReadView(RowSnapshot rows, IndexPart.Captured<Cid> calls, Map<ListedRows<?>, IndexPart.Captured<RowId>> listed,
                    ViewResources resources, Runnable closed, BooleanSupplier closing) {
        this.resources = resources;
        this.rows = rows;
        this.table = new CallTable(rows);
        this.calls = calls;
        this.listed = listed;
        this.closed = closed;
        this.closing = closing;
    }

    /** From here on it is noted what answering takes. */
    public void explain() {
        trace = new ShardTrace(true);
    }

    /** What was noted. */
    public ShardTrace trace() {
        return trace;
    }

    /**
     * The first calls after {@code start} that the filter asks for, at most {@code count}, in order: what
     * {@link CallSearch} finds in this shard alone, read.
     */
    public List<CallCore> calls(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        return new CallSearch(List.of(this), new IndexTrace(false)).first(filter, order, start, count).stream()
                .map(hit -> call(hit.cid()).orElseThrow(() ->
                        new IllegalStateException("the index shows " + hit.cid() + ", the rows do not have it"))).toList();
    }

    SearchedCalls searchedCalls() {
        return new SearchedCalls(this, calls, trace);
    }

    /** The index of the listing's rows keeps closer up from then on. */
    <T> SearchedRows<T> searchedRows(Listing<T> listing) {
        IndexPart.Captured<RowId> index = listed.get(listing.rows());
        index.pace().asked();
        return new SearchedRows<>(listing, table, index, trace);
    }

    ViewResources resources() {
        return resources;
    }

    /** What a page shows of a call that is there, for this viewer if there is one. */
    public CallRow row(Cid cid, int membersLimit, Optional<String> viewer) {
        long began = trace.clock();
        RowCache.Shown shown = shown(cid, membersLimit);
        CallRow row = new CallRow(shown.call(), shown.members(), viewer.flatMap(user -> table.member(cid, user)),
                viewer.flatMap(user -> table.sendPermissions(cid, user)));
        trace.rowsRead(began);
        return row;
    }

    private RowCache.Shown shown(Cid cid, int membersLimit) {
        byte[] core = rows.get(CallKeys.core(cid)).orElseThrow(() -> new IllegalStateException(
                "the index shows " + cid + ", the rows do not have it"));
        return resources.rowCache().find(cid, core, membersLimit).orElseGet(() -> {
            CallDetails call = table.details(cid).orElseThrow();
            RowCache.Shown shown = new RowCache.Shown(call, table.newestMembers(call.core(), membersLimit));
            resources.rowCache().keep(cid, core, membersLimit, shown);
            return shown;
        });
    }

    /** The call, unless it is not there or deleted. */
    public Optional<CallCore> call(Cid cid) {
        return table.core(cid).filter(core -> core.deletedAt().isEmpty());
    }

    /** The member of a call, if there is one. */
    public Optional<Member> member(Cid cid, String userId) {
        return table.member(cid, userId);
    }

    /** The first members after {@code start} that the filter asks for, at most {@code count}, in order. */
    public List<Member> members(Cid cid, Filter filter, Order<Member> order, Optional<Order.Place> start, int count) {
        if (count == 0) {
            return List.of();
        }
        long began = trace.clock();
        return found(began, new MemberPages(rows, trace).page(cid, filter, order, start, count));
    }

    /**
     * The first rows of a listing after {@code start} that the filter asks for, at most {@code count}, in order: what
     * {@link RowSearch} finds in this shard alone.
     */
    public <T> List<T> rows(Listing<T> listing, Filter filter, Order<T> order, Optional<Order.Place> start, int count) {
        return new RowSearch<>(List.of(this), listing, new IndexTrace(false)).first(filter, order, start, count);
    }

    /**
     * As {@link #rows(Listing, Filter, Order, Optional, int)}, of these calls only. Looks at every row they have.
     *
     * @throws InvalidStateStoreException when the shard is to close meanwhile
     */
    <T> List<T> rows(Listing<T> listing, Set<Cid> named, Filter filter, Order<T> order, Optional<Order.Place> start,
                     int count) {
        long began = trace.clock();
        Best<T> best = new Best<>(order, count);
        eachOf(named, call -> {
            listing.rows().each(table, call, row -> {
                if (order.isAfter(start, row) && listing.matches(filter, row)) {
                    best.offer(row);
                }
            });
        });
        return found(began, best.sorted());
    }

    /**
     * Shows those of these calls that the filter asks for after {@code start}.
     *
     * @throws InvalidStateStoreException when the shard is to close meanwhile
     */
    void named(Set<Cid> named, Filter filter, Order<CallCore> order, Optional<Order.Place> start,
               Consumer<CallCore> visitor) {
        long began = trace.clock();
        eachOf(named, call -> {
            if (order.isAfter(start, call) && matches(filter, call)) {
                visitor.accept(call);
            }
        });
        trace.searched(began);
    }

    private void eachOf(Set<Cid> named, Consumer<CallCore> visitor) {
        trace.access("calls named by the filter");
        new CallScan(rows, this::endIfClosing).each(Optional.of(named), call -> {
            trace.lookedAt();
            visitor.accept(call);
        });
    }

    /** A row that is there. */
    <T> T row(ListedRows<T> kind, RowId id) {
        long began = trace.clock();
        T row = kind.find(table, id.cid(), id.identity()).orElseThrow(() -> new IllegalStateException(
                "the index shows '" + id.identity() + "', the rows do not have it"));
        trace.rowsRead(began);
        return row;
    }

    /**
     * How many are in calls; costs the number of calls that somebody is in.
     *
     * @throws InvalidStateStoreException when the shard is to close meanwhile
     */
    public Activity activity() {
        Order<CallCore> order = new Order<>(Sortable.CALLS, List.of());
        Activity activity = Activity.NONE;
        Optional<Order.Place> start = Optional.empty();
        List<CallCore> some;
        do {
            endIfClosing();
            some = calls(ONGOING, order, start, AT_ONCE);
            for (CallCore call : some) {
                activity = activity.plus(new Activity(1, call.session().orElseThrow().participants()));
            }
            start = some.isEmpty() ? start : Optional.of(order.place(some.getLast()));
        } while (some.size() == AT_ONCE);
        return activity;
    }

    /** Whether the filter asks for this call. */
    public boolean matches(Filter filter, CallCore core) {
        return Evaluator.matches(filter, subject(core));
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rows.close();
            calls.reader().release();
            listed.values().forEach(index -> index.reader().release());
            closed.run();
        }
    }

    private <T> List<T> found(long began, List<T> rows) {
        trace.searched(began);
        trace.found(rows.size());
        return rows;
    }

    /** Looking at many calls may take longer than a shard that moves elsewhere can wait. */
    private void endIfClosing() {
        if (closing.getAsBoolean()) {
            throw new InvalidStateStoreException("the shard is closing");
        }
    }

    private CallSubject subject(CallCore core) {
        return new CallSubject(core, userId -> member(core.cid(), userId).isPresent());
    }
}
