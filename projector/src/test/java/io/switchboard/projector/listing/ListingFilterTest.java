package io.switchboard.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.CallEvent.SessionStarted;
import io.switchboard.events.Cid;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.FoldedTable;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions of a call, and which feedback on it, a filter finds: two sessions, the second one running. */
class ListingFilterTest {

    private static final Cid CID = new Cid("default", "standup");
    private static final List<CallEvent> EVENTS = List.of(Facts.created(),
            new CallRung("rung", "john", List.of("anna"), false, CallHistory.time(100)), new SessionEnded("rung", "ended"),
            new SessionStarted("past"), new ParticipantJoined("past", "phone", "anna", "user"),
            new ParticipantJoined("past", "laptop", "anna", "user"), rated(2, "anna", "past"), rated(5, "bob", "past"),
            new SessionEnded("past", "ended"),
            new SessionStarted("current"), new ParticipantJoined("current", "phone", "anna", "user"),
            new ParticipantJoined("current", "desk", "bob", "user"));

    private static FeedbackSubmitted rated(int rating, String user, String session) {
        return new FeedbackSubmitted(Optional.of(user), Optional.of(session), Optional.empty(), rating, Optional.empty(),
                "web", "1." + rating, Facts.json("{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {}                                                    | past current
            {'call_cid':'default:standup'}                        | past current
            {'call_cid':'default:other'}                          | -
            {'first_stats':{'$gt':'2026-03-01T12:00:03Z'}}        | current
            {'created_at':'2026-03-01T12:00:00Z'}                 | past current
            {'min_user_rating':2}                                 | past
            {'min_user_rating':{'$lt':2}}                         | -
            {'min_user_rating':null}                              | current
            {'quality_score':{'$gte':0}}                          | -
            {'quality_score':null}                                | past current
            """)
    void callStatsAreThoseOfSessionsThatStarted(String filter, String found) {
        assertFinds(Listing.CALL_STATS, held -> held.session().id(), filter, found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {'is_active':true}                                    | current
            {'is_active':false}                                   | past
            {'call_session_id':'past'}                            | past
            {'session_ended_at':null}                             | current
            {'session_started_at':'2026-03-01T12:00:03Z'}         | past
            {'generated_at':'2026-03-01T12:00:08Z'}               | past
            {'updated_at':{'$gt':'2026-03-01T12:00:08Z'}}         | current
            {'updated_at':{'$gte':'2026-03-01T12:00:08Z'},'generated_at':{'$exists':true}} | past current
            {'counts.sessions':2}                                 | past current
            {'counts.participants':1}                             | past
            {'counts.live_sessions':{'$gt':0}}                    | current
            {'counts.peak_concurrent_sessions':2}                 | past current
            {'counts.peak_concurrent_users':{'$gte':2}}           | current
            {'counts.min_user_rating':{'$in':[1,2]}}              | past
            {'counts.avg_user_rating':3.5}                        | past
            """)
    void sessionStatsAreFoundByTheirCounts(String filter, String found) {
        assertFinds(Listing.SESSION_STATS, held -> held.session().id(), filter, found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {}                                                    | 2 5
            {'rating':{'$lte':2}}                                 | 2
            {'user_id':'bob'}                                     | 5
            {'session_id':'past'}                                 | 2 5
            {'session_id':'current'}                              | -
            {'sdk':'web','sdk_version':'1.5'}                     | 5
            {'created_at':{'$lte':'2026-03-01T12:00:06Z'}}        | 2
            {'call_cid':{'$in':['default:standup']}}              | 2 5
            """)
    void feedbackIsFoundByWhatItSays(String filter, String found) {
        assertFinds(Listing.FEEDBACK, row -> String.valueOf(row.feedback().said().rating()), filter, found);
    }

    private static <T> void assertFinds(Listing<T> listing, Function<T, String> name, String filter, String found) {
        CallHistory history = new CallHistory(CID);
        EVENTS.forEach(history::append);
        FoldedTable folded = new FoldedTable();
        history.events().forEach(folded::apply);
        ParsedFilter parsed = FilterParser.parse(listing.fields(),
                Optional.of(EventJson.mapper().readTree(filter.replace('\'', '"'))));
        List<T> rows = new ArrayList<>();
        listing.rows().each(folded.table(), folded.table().core(CID).orElseThrow(), rows::add);

        assertThat(rows.stream().filter(row -> listing.matches(((ParsedFilter.Understood) parsed).filter(), row))
                .map(name).collect(Collectors.joining(" "))).isEqualTo(Optional.ofNullable(found).orElse(""));
    }
}
