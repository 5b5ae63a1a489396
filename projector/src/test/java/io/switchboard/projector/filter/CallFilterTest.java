package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.object;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of four calls a filter finds; every expectation is written by hand. */
class CallFilterTest {

    private static final Map<String, Set<String>> MEMBERS = Map.of("a", Set.of("john", "jane"), "b", Set.of("john"),
            "c", Set.of(), "d", Set.of("JOHN"));

    private static final List<CallCore> CALLS = List.of(
            call("default", "a", "john", 10, Optional.of(100), Optional.empty(), Optional.of("red"), false),
            call("default", "b", "jane", 20, Optional.of(200), Optional.of(250), Optional.of("blue"), true),
            call("livestream", "c", "john", 30, Optional.empty(), Optional.empty(), Optional.empty(), true),
            call("audio_room", "d", "Ägon 🙂", 40, Optional.of(100), Optional.of(150), Optional.of(""), false));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", nullValues = "-", textBlock = """
            {}                                                          | a b c d
            {'id':'a'}                                                  | a
            {'id':'A'}                                                  | -
            {'id':'a '}                                                 | -
            {'cid':'default:b'}                                         | b
            {'cid':{'$in':['default:b','livestream:c','default:zz']}}   | b c
            {'type':'default'}                                          | a b
            {'type':{'$in':[]}}                                         | -
            {'created_by_user_id':'john'}                               | a c
            {'created_by_user_id':'Ägon 🙂'}                             | d
            {'id':{'$gt':'b'}}                                          | c d
            {'id':{'$gte':'b'}}                                         | b c d
            {'id':{'$lt':'b'}}                                          | a
            {'id':{'$lte':'b'}}                                         | a b
            {'id':{'$gt':'a','$lt':'d'}}                                | b c
            {'id':{'$gt':'c','$lt':'b'}}                                | -
            {'id':{'$gt':''}}                                           | a b c d
            {'created_by_user_id':{'$gt':'z'}}                          | d
            {'team':'red'}                                              | a
            {'team':''}                                                 | d
            {'team':null}                                               | c
            {'team':{'$exists':true}}                                   | a b d
            {'team':{'$exists':false}}                                  | c
            {'team':{'$in':['red',null]}}                               | a c
            {'team':{'$in':[null]}}                                     | c
            {'team':{'$lt':'red'}}                                      | b d
            {'team':{'$gte':''}}                                        | a b d
            {'ended_at':null}                                           | a c
            {'ended_at':{'$exists':true}}                               | b d
            {'starts_at':'1970-01-01T00:01:40Z'}                        | a d
            {'starts_at':'1970-01-01T01:01:40+01:00'}                   | a d
            {'starts_at':{'$gt':'1970-01-01T00:01:40Z'}}                | b
            {'starts_at':{'$gte':'1970-01-01T00:01:40Z'}}               | a b d
            {'starts_at':{'$lt':'1970-01-01T00:01:40.000000001Z'}}      | a d
            {'starts_at':{'$lt':'9999-01-01T00:00:00Z'}}                | a b d
            {'starts_at':{'$gt':'0001-01-01T00:00:00Z'}}                | a b d
            {'starts_at':{'$in':['1970-01-01T00:01:40Z',null]}}         | a c d
            {'created_at':{'$lte':'1970-01-01T00:00:20Z'}}              | a b
            {'updated_at':{'$gt':'1970-01-01T00:00:31Z'}}               | d
            {'updated_at':'1970-01-01T00:00:31Z'}                       | c
            {'created_at':null}                                         | -
            {'created_at':{'$exists':true}}                             | a b c d
            {'backstage':true}                                          | b c
            {'backstage':false}                                         | a d
            {'backstage':null}                                          | -
            {'ongoing':true}                                            | -
            {'ongoing':false}                                           | a b c d
            {'members':['john']}                                        | a b
            {'members':{'$in':['jane','JOHN']}}                         | a d
            {'members':{'$in':[]}}                                      | -
            {'members':['']}                                            | -
            {'type':'default','team':'blue'}                            | b
            {'$or':[{'team':'red'},{'team':null}]}                      | a c
            {'$and':[{'type':'default'},{'members':['jane']}]}          | a
            {'$or':[{}]}                                                | a b c d
            {'$and':[{'$or':[{'id':'a'},{'id':'b'}]},{'backstage':true}],'type':'default'} | b
            {'$or':[{'id':{'$in':[]}},{'id':'c'}]}                      | c
            """)
    void findsTheseCalls(String filter, String found) {
        Filter understood = understood(FieldTable.CALLS, filter);

        assertThat(CALLS.stream().filter(call -> Evaluator.matches(understood, subject(call))).map(call -> call.cid().id())
                .collect(Collectors.joining(" "))).isEqualTo(Optional.ofNullable(found).orElse(""));
    }

    private static CallSubject subject(CallCore call) {
        return new CallSubject(call, MEMBERS.get(call.cid().id())::contains);
    }

    private static CallCore call(String type, String id, String creator, long created, Optional<Integer> starts,
                                 Optional<Integer> ended, Optional<String> team, boolean backstage) {
        return new CallCore(new Cid(type, id), 1, "", creator, Instant.ofEpochSecond(created), Instant.ofEpochSecond(created + 1),
                starts.map(Instant::ofEpochSecond), ended.map(Instant::ofEpochSecond), object("{}"), team, backstage,
                Optional.empty(), MEMBERS.get(id).size());
    }
}
