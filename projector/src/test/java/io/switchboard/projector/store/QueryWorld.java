package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.testing.RandomQuestions;
import io.switchboard.projector.view.ReadView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One shard that lives through random events while it is asked random questions; everything but the moments of a
 * refresh in the background comes from the seed. For one thread.
 */
final class QueryWorld implements AutoCloseable {

    private static final String[] TYPES = {"default", "livestream", "Ünï", "😀"};
    private static final String[] IDS = {"call-", "C", "", "ü", "😀", "\uffee", "~", "a b:"};
    /** Few enough to be looked at for each filter, so that a filter costs no more than its answer. */
    private static final int SAMPLES = 6;
    private static final int DEEPEST = 7;
    private static final int LARGEST_PAGE = 60;
    private static final int SMALL_PAGE = 8;
    /** Whoever writes more while somebody walks could move rows ahead of him for ever. */
    private static final int DISTURBED_PAGES = 10;

    private final Random random;
    private final RandomQuestions questions;
    private final WrittenShard shard;
    private int hits;
    private int partial;
    private int walks;

    /**
     * What the questions amounted to.
     *
     * @param hits    those whose answer had rows
     * @param partial those whose filter asked for some calls and not for others
     * @param walks   those whose calls changed from page to page
     */
    record Tally(int cases, int hits, int partial, int walks) {
        static final Tally NOTHING = new Tally(0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(cases + other.cases, hits + other.hits, partial + other.partial, walks + other.walks);
        }
    }

    /** @param calls to begin with */
    QueryWorld(Path folder, long seed, int calls, Background background) {
        random = new Random(seed);
        questions = new RandomQuestions(random);
        shard = new WrittenShard(folder, random, background, this::name);
        for (int n = 0; n < calls; n++) {
            shard.createCall();
            for (int more = random.nextInt(4); more > 0; more--) {
                shard.write();
            }
        }
    }

    private Cid name(int number) {
        return new Cid(TYPES[random.nextInt(TYPES.length)], IDS[random.nextInt(IDS.length)] + number);
    }

    Tally ask(int cases) throws IOException {
        for (int n = 0; n < cases; n++) {
            happen();
            int dice = random.nextInt(100);
            if (dice < 10) {
                askMembers();
            } else if (dice < 25) {
                askRows(Listing.ALL.get(random.nextInt(Listing.ALL.size())));
            } else if (dice < 35) {
                walkWhileCallsChange();
            } else {
                askCalls();
            }
        }
        return new Tally(cases, hits, partial, walks);
    }

    private void happen() throws IOException {
        int dice = random.nextInt(2_000);
        if (dice < 1) {
            shard.crash(this::compareAll);
        } else if (dice < 2) {
            shard.restart(this::compareAll);
        } else if (dice < 8) {
            shard.checkpoint();
        } else if (dice < 20) {
            shard.commit();
        } else {
            disturb();
        }
    }

    /** Perhaps a few events, perhaps a refresh; the calls the events were about. */
    private Set<Cid> disturb() {
        Set<Cid> touched = new HashSet<>();
        if (random.nextInt(4) == 0) {
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                touched.add(shard.write());
            }
        }
        if (random.nextInt(200) == 0) {
            shard.createCall();
        }
        if (random.nextInt(25) == 0) {
            shard.refresh();
        }
        return touched;
    }

    private void compareAll() {
        try (ReadView view = shard.view()) {
            Question.calls(Filter.everything(), questions.eitherWay(questions.callOrder()))
                    .compare(view, shard.oracle(), 1_000);
            Listing.ALL.forEach(listing -> compareAll(view, listing));
        }
    }

    private <T> void compareAll(ReadView view, Listing<T> listing) {
        Question.rows(listing, Filter.everything(), questions.eitherWay(questions.rowOrder(listing)))
                .compare(view, shard.oracle(), 1_000);
    }

    private void askCalls() {
        List<Call> calls = there();
        Filter filter = filter(calls);
        Order<CallCore> order = questions.eitherWay(questions.callOrder());
        Optional<Order.Place> start = random.nextInt(3) == 0 ? Optional.empty()
                : Optional.of(order.place(one(calls).core()));
        try (ReadView view = shard.view()) {
            int rows = random.nextInt(6) == 0
                    ? Question.calls(filter, order).compare(view, shard.oracle(), start, 1 + random.nextInt(LARGEST_PAGE),
                            Integer.MAX_VALUE)
                    : Question.calls(filter, order).compare(view, shard.oracle(), start, 1 + random.nextInt(SMALL_PAGE),
                            1 + random.nextInt(3));
            hits += rows > 0 ? 1 : 0;
        }
    }

    private void askMembers() {
        Call call = one(there());
        try (ReadView view = shard.view()) {
            int rows = Question.members(call.core().cid(), questions.memberFilter(call),
                    questions.eitherWay(questions.memberOrder())).compare(view, shard.oracle(), 1 + random.nextInt(5));
            hits += rows > 0 ? 1 : 0;
        }
    }

    private <T> void askRows(Listing<T> listing) {
        List<T> all = shard.oracle().all(listing);
        Order<T> order = questions.eitherWay(questions.rowOrder(listing));
        Optional<Order.Place> start = all.isEmpty() || random.nextInt(3) == 0 ? Optional.empty()
                : Optional.of(order.place(all.get(random.nextInt(all.size()))));
        try (ReadView view = shard.view()) {
            int rows = Question.rows(listing, questions.rowFilter(listing, all), order).compare(view, shard.oracle(), start,
                    1 + random.nextInt(SMALL_PAGE), 1 + random.nextInt(4));
            hits += rows > 0 ? 1 : 0;
        }
    }

    /** Each page is of its own moment, as it is for a client. */
    private void walkWhileCallsChange() {
        Filter filter = filter(there());
        Order<CallCore> order = questions.eitherWay(questions.callOrder());
        Question<CallCore> question = Question.calls(filter, order);
        int pageSize = 1 + random.nextInt(LARGEST_PAGE);
        List<CallCore> before = shard.oracle().calls(filter, order, Optional.empty(), Integer.MAX_VALUE);
        Set<Cid> touched = new HashSet<>();
        List<CallCore> found = new ArrayList<>();
        Optional<Order.Place> start = Optional.empty();
        List<CallCore> page;
        int pages = 0;
        do {
            try (ReadView view = shard.view()) {
                page = question.pages().page(view, start, pageSize);
            }
            question.assertRows(page, question.truth().page(shard.oracle(), start, pageSize));
            found.addAll(page);
            start = page.isEmpty() ? start : Optional.of(order.place(page.getLast()));
            if (++pages <= DISTURBED_PAGES) {
                touched.addAll(disturb());
            }
        } while (page.size() == pageSize);
        assertNothingLostOrRepeated(question, before, touched, found);
        hits += found.isEmpty() ? 0 : 1;
        walks += touched.isEmpty() ? 0 : 1;
    }

    private static void assertNothingLostOrRepeated(Question<CallCore> question, List<CallCore> before, Set<Cid> touched,
                                                    List<CallCore> found) {
        for (int i = 1; i < found.size(); i++) {
            assertThat(question.order().compare(found.get(i - 1), found.get(i))).as("order of %s at %s of %s",
                    question.text(), i, found).isNegative();
        }
        Map<Cid, Integer> times = new HashMap<>();
        found.forEach(core -> times.merge(core.cid(), 1, Integer::sum));
        times.forEach((cid, count) -> assertThat(count == 1 || touched.contains(cid))
                .as("%s shows %s %s times, which did not change", question.text(), cid, count).isTrue());
        Set<CallCore> shown = new HashSet<>(found);
        before.stream().filter(core -> !touched.contains(core.cid())).forEach(core ->
                assertThat(shown.contains(core)).as("%s does not show %s, which was there all the time", question.text(),
                        core.cid()).isTrue());
    }

    /** Something to ask these calls, sometimes as deep as a request may be. */
    private Filter filter(List<Call> calls) {
        List<Call> samples = random.ints(SAMPLES, 0, calls.size()).mapToObj(calls::get).toList();
        Filter filter = questions.callFilter(samples);
        for (int depth = random.nextInt(4) == 0 ? random.nextInt(DEEPEST) : 0; depth > 0; depth--) {
            List<Filter> parts = List.of(filter, questions.callFilter(samples));
            filter = switch (random.nextInt(5)) {
                case 0, 1 -> new Filter.And(parts);
                case 2, 3 -> new Filter.Or(parts);
                default -> new Filter.Not(filter);
            };
        }
        Filter asked = filter;
        long matching = samples.stream().filter(call -> Oracle.matches(asked, call)).count();
        partial += matching > 0 && matching < samples.size() ? 1 : 0;
        return filter;
    }

    /** Calls there are; the only call may have been deleted, then there is a new one. */
    private List<Call> there() {
        while (shard.oracle().calls().isEmpty()) {
            shard.createCall();
        }
        return List.copyOf(shard.oracle().calls().values());
    }

    private Call one(List<Call> calls) {
        return calls.get(random.nextInt(calls.size()));
    }

    @Override
    public void close() {
        shard.close();
    }
}
