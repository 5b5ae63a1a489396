package io.switchboard.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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
        ParsedFilter parsed = FilterParser.parse(FieldTable.FEEDBACK,
                Optional.of(EventJson.mapper().readTree(filter.replace('\'', '"'))));

        assertThat(NamedCalls.in(((ParsedFilter.Understood) parsed).filter())).isEqualTo(Optional.ofNullable(calls)
                .map(cids -> Arrays.stream(cids.split(" ")).filter(cid -> !cid.equals("none")).map(Cid::parse)
                        .collect(Collectors.toSet())));
    }
}
