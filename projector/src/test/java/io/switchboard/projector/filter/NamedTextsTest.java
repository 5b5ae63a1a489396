package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which users have to be looked at for a filter. */
class NamedTextsTest {

    private static final Field ID = FieldTable.USERS.field("id");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'id':'a'}                                                  | a",
        "{'id':{'$in':['a','b']}}                                    | a b",
        "{'id':{'$in':['a','b']},'role':'user'}                      | a b",
        "{'$and':[{'id':{'$in':['a','b']}},{'id':{'$in':['b','c']}}]} | b",
        "{'$or':[{'id':'a'},{'id':'b','role':'user'}]}               | a b",
        "{'id':{'$in':[]}}                                           | \"\"",
        "{'$and':[{'id':'a'},{'$or':[{'id':'b'},{'role':'user'}]}]}  | a"})
    void aFilterThatNamesIdsIsAboutThoseOnly(String filter, String ids) {
        assertThat(NamedTexts.in(understood(FieldTable.USERS, filter.replace('\'', '"')), ID))
                .contains(ids.isEmpty() ? Set.of() : Set.of(ids.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'role':'user'}", "{'id':{'$gte':'a'}}", "{'id':{'$ne':'a'}}",
        "{'id':{'$nin':['a']}}", "{'id':{'$autocomplete':'a'}}", "{'id':null}", "{'id':{'$in':['a',null]}}",
        "{'$or':[{'id':'a'},{'role':'user'}]}", "{'custom.id':'a'}"})
    void anyOtherFilterMayFindAnybody(String filter) {
        assertThat(NamedTexts.in(understood(FieldTable.USERS, filter.replace('\'', '"')), ID)).isEmpty();
    }

    @Test
    void whatNobodyMeetsNamesNobody() {
        assertThat(NamedTexts.in(Filter.nothing(), ID)).isEqualTo(Optional.of(Set.of()));
    }
}
