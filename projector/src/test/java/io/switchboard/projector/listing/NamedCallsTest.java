package io.switchboard.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a filter keeps to, and that it is not taken to keep to any when it does not. */
class NamedCallsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "every", emptyValue = "", textBlock = """
            {}                                                               | every
            {'call_cid':'d:a'}                                               | d:a
            {'call_cid':{'$in':['d:a','d:b']}}                               | d:a d:b
            {'call_cid':{'$in':[]}}                                          | none
            {'call_cid':'no call'}                                           | none
            {'call_cid':{'$in':['d:a','no call']}}                           | d:a
            {'call_cid':{'$gte':'d:a'}}                                      | every
            {'call_cid':null}                                                | every
            {'call_cid':{'$in':['d:a',null]}}                                | every
            {'session_id':'d:a'}                                             | every
            {'call_cid':'d:a','rating':5}                                    | d:a
            {'rating':5,'$and':[{'call_cid':{'$in':['d:a','d:b']}},{'call_cid':'d:b'}]} | d:b
            {'$and':[{'call_cid':'d:a'},{'call_cid':'d:b'}]}                 | none
            {'$or':[{'call_cid':'d:a'},{'call_cid':'d:b','rating':1}]}       | d:a d:b
            {'$or':[{'call_cid':'d:a'},{'rating':1}]}                        | every
            """)
    void areThoseOutsideOfWhichNothingIsAskedFor(String filter, String calls) {
        assertThat(NamedCalls.in(understood(FieldTable.FEEDBACK, filter))).isEqualTo(calls(calls));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "every", emptyValue = "", textBlock = """
            {}                                                               | every
            {'cid':'d:a'}                                                    | d:a
            {'cid':{'$in':['d:a','no call']},'ongoing':true}                 | d:a
            {'cid':{'$gt':'d:a'}}                                            | every
            {'id':'a'}                                                       | every
            {'type':'d'}                                                     | every
            {'type':'d','id':'a'}                                            | d:a
            {'type':{'$in':['d','e']},'id':{'$in':['a','b:c']}}              | d:a d:b:c e:a e:b:c
            {'type':'d','id':null}                                           | every
            {'type':'d','id':{'$gte':'a'}}                                   | every
            {'cid':'d:a','type':'e','id':'b'}                                | d:a
            {'$or':[{'cid':'d:a'},{'type':'d','id':'b'}]}                    | every
            """)
    void byTheirCidOrByTypeAndId(String filter, String calls) {
        assertThat(NamedCalls.among(understood(FieldTable.CALLS, filter))).isEqualTo(calls(calls));
    }

    @Test
    void butNotByMoreCombinationsThanAreWorthLookingUp() {
        String ids = IntStream.range(0, 500).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(",", "[", "]"));
        assertThat(NamedCalls.among(understood(FieldTable.CALLS, "{'type':{'$in':['d','e']},'id':{'$in':" + ids + "}}")))
                .hasValueSatisfying(calls -> assertThat(calls).hasSize(1_000));
        assertThat(NamedCalls.among(understood(FieldTable.CALLS,
                "{'type':{'$in':['d','e','f']},'id':{'$in':" + ids + "}}"))).isEmpty();
    }

    private static Filter understood(FieldTable table, String filter) {
        ParsedFilter parsed = FilterParser.parse(table,
                Optional.of(EventJson.mapper().readTree(filter.replace('\'', '"'))));
        return ((ParsedFilter.Understood) parsed).filter();
    }

    private static Optional<Set<Cid>> calls(String cids) {
        return Optional.ofNullable(cids).map(names -> Arrays.stream(names.split(" ")).filter(cid -> !cid.equals("none"))
                .map(Cid::parse).collect(Collectors.toSet()));
    }
}
