package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus;
import io.switchboard.events.user.UserStatus.Ban;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every operator of users (contract 5.2), held against one user. */
class UserFilterTest {

    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final User JOHN = new User("john", "admin", Optional.of("John Müller-Lüdenscheidt"), Optional.empty(),
            (ObjectNode) json("{'email':'j@x.org','username':'johnny b','tags':['a','b'],'age':5}"),
            List.of("red", "blue"), Optional.empty(), "de", false, Optional.empty(), BORN, BORN)
            .with(UserStatus.GOOD.withBan(Optional.of(
                    new Ban(true, Optional.of("jane"), Optional.of("Spam, again"), BORN, Optional.empty()))));
    private static final User BARE = User.blank("bare", BORN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'id':'john'}                                   | true  | false",
        "{'id':{'$ne':'john'}}                           | false | true",
        "{'id':{'$nin':['john','x']}}                    | false | true",
        "{'id':{'$autocomplete':'jo'}}                   | true  | false",
        "{'id':{'$autocomplete':'oh'}}                   | false | false",
        "{'name':{'$autocomplete':'MÜLLER john lüd'}}    | true  | false",
        "{'name':{'$autocomplete':'lüd john'}}           | false | false",
        "{'name':{'$autocomplete':' - '}}                | false | false",
        "{'name':null}                                   | false | true",
        "{'name':{'$exists':true}}                       | true  | false",
        "{'role':{'$in':['admin','moderator']}}          | true  | false",
        "{'role':'user'}                                 | false | true",
        "{'language':'de'}                               | true  | false",
        "{'language':null}                               | false | true",
        "{'email':'j@x.org'}                             | true  | false",
        "{'username':{'$autocomplete':'joh'}}            | true  | false",
        "{'teams':{'$contains':'red'}}                   | true  | false",
        "{'teams':{'$in':['red','green']}}               | true  | false",
        "{'teams':'blue'}                                | true  | false",
        "{'teams':['green']}                             | false | false",
        "{'teams':null}                                  | false | true",
        "{'teams':{'$eq':null}}                          | false | true",
        "{'teams':{'$in':['red',null]}}                  | true  | true",
        "{'teams':{'$in':[null]}}                        | false | true",
        "{'teams':{'$contains':['red','blue']}}          | true  | false",
        "{'teams':{'$contains':['red','green']}}         | false | false",
        "{'id':{'$ne':null}}                             | true  | true",
        "{'id':{'$nin':[null]}}                          | true  | true",
        "{'id':{'$nin':[]}}                              | true  | true",
        "{'custom.tags':{'$contains':['b','a']}}         | true  | false",
        "{'custom.tags':{'$contains':['b','c']}}         | false | false",
        "{'custom.age':{'$contains':5}}                  | true  | false",
        "{'banned':false}                                | true  | true",
        "{'shadow_banned':true}                          | true  | false",
        "{'shadow_banned':{'$ne':true}}                  | false | true",
        "{'created_at':{'$lte':'2026-01-01T01:00:00+01:00'}} | true | true",
        "{'last_active':{'$exists':false}}               | true  | true",
        "{'custom.tags':{'$contains':'b'}}               | true  | false",
        "{'custom.age':{'$gte':5,'$lt':6}}               | true  | false",
        "{'$or':[{'id':'bare'},{'custom.age':5}]}        | true  | true"})
    void whatAFilterFinds(String filter, boolean john, boolean bare) {
        Filter parsed = understood(FieldTable.USERS, filter);
        assertThat(Evaluator.matches(parsed, new UserSubject(JOHN))).as("john").isEqualTo(john);
        assertThat(Evaluator.matches(parsed, new UserSubject(BARE))).as("bare").isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'user_id':'john'}                        | true",
        "{'banned_by_id':{'$in':['jane']}}         | true",
        "{'banned_by_id':null}                     | false",
        "{'reason':{'$autocomplete':'spam ag'}}    | true",
        "{'expires':null}                          | true",
        "{'created_at':{'$gt':'2026-01-01T00:00:00Z'}} | false"})
    void whatAFilterFindsAmongBans(String filter, boolean found) {
        assertThat(Evaluator.matches(understood(FieldTable.BANS, filter),
                new BanSubject("john", JOHN.standing().ban().orElseThrow()))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'nmae':'x'}                   | unknown field 'nmae'; fields are id, name",
        "{'role':{'$autocomplete':'a'}} | 'role' supports $eq, $in",
        "{'banned':{'$exists':true}}    | 'banned' supports $eq, $ne",
        "{'id':{'$autocomplete':5}}     | must be a string",
        "{'custom.tags':{'$contains':null}} | $contains takes a value or a list of at least one",
        "{'teams':{'$eq':['red']}}      | must be a string",
        "{'teams':{'$contains':[null]}} | must be a string",
        "{'custom.a':{'$q':'x'}}        | 'custom.a' supports $eq, $in, $gt, $gte, $lt, $lte, $exists, $contains",
        "{'id':{'$nor':[{'id':'x'}]}}   | operator '$nor' is not supported",
        "{'$nor':[{'id':'x'}]}          | unknown operator '$nor'"})
    void whatCannotBeAskedIsRefused(String filter, String reason) {
        assertThat(FilterParser.parse(FieldTable.USERS, Optional.of(json(filter)))).isInstanceOfSatisfying(
                ParsedFilter.Refused.class, refused -> assertThat(refused.problem().message()).contains(reason));
    }

    @Test
    void bansHaveNoCustomData() {
        assertThat(FilterParser.parse(FieldTable.BANS, Optional.of(json("{'custom.a':1}")))).isInstanceOfSatisfying(
                ParsedFilter.Refused.class, refused -> assertThat(refused.problem().message())
                        .isEqualTo("unknown field 'custom.a'; fields are user_id, banned_by_id, reason, created_at, expires"));
    }

    @Test
    void anotherInstanceReadsTheSameFilter() {
        Filter filter = new Filter.And(List.of(
                new Filter.Not(new Filter.Exists(FieldTable.USERS.field("name"), true)), Filter.everything()));
        assertThat(FilterParser.parseTrusted(FieldTable.USERS, FilterJson.write(filter)))
                .isEqualTo(new ParsedFilter.Understood(filter));
    }

    private static Filter understood(FieldTable table, String filter) {
        return ((ParsedFilter.Understood) FilterParser.parse(table, Optional.of(json(filter)))).filter();
    }

    private static JsonNode json(String text) {
        return EventJson.mapper().readTree(text.replace('\'', '"'));
    }
}
