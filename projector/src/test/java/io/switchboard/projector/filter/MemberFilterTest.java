package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.object;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of three members of a call a filter finds. */
class MemberFilterTest {

    private static final Cid CID = new Cid("default", "standup");

    private static final List<Member> MEMBERS = List.of(
            new Member("jane", Optional.of("host"), object("{'color':'red','seat':1}"), at(10), at(15)),
            new Member("joe", Optional.of("guest"), object("{'color':'blue','tags':['vip','late']}"), at(20), at(20)),
            new Member("john", Optional.empty(), object("{}"), at(30), at(30)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {}                                                | jane joe john
            {'user_id':'joe'}                                 | joe
            {'user_id':{'$in':['john','jane','nobody']}}      | jane john
            {'user_id':{'$gt':'jane'}}                        | joe john
            {'user_id':{'$gte':'jo','$lt':'joh'}}             | joe
            {'role':'host'}                                   | jane
            {'role':null}                                     | john
            {'role':{'$exists':true}}                         | jane joe
            {'role':{'$lte':'guest'}}                         | joe
            {'role':{'$in':['guest',null]}}                   | joe john
            {'call_cid':'default:standup'}                    | jane joe john
            {'call_cid':'default:other'}                      | -
            {'call_cid':{'$gt':'default:'}}                   | jane joe john
            {'created_at':{'$gt':'1970-01-01T00:00:10Z'}}     | joe john
            {'updated_at':'1970-01-01T00:00:15Z'}             | jane
            {'updated_at':{'$lt':'1970-01-01T00:00:20Z'}}     | jane
            {'created_at':null}                               | -
            {'custom.color':{'$eq':'red'}}                    | jane
            {'custom.color':null}                             | john
            {'custom.seat':{'$gte':1}}                        | jane
            {'custom.tags':'late'}                            | joe
            {'$or':[{'role':'host'},{'custom.tags':'vip'}]}   | jane joe
            {'role':'host','custom.color':'blue'}             | -
            """)
    void findsTheseMembers(String filter, String found) {
        Filter understood = understood(FieldTable.MEMBERS, filter);

        assertThat(MEMBERS.stream().filter(member -> Evaluator.matches(understood, new MemberSubject(CID, member)))
                .map(Member::userId).collect(Collectors.joining(" "))).isEqualTo(Optional.ofNullable(found).orElse(""));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
