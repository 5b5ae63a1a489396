package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.object;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** How a path reads application data, document by document. */
class CustomFilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'color':'red'}                | {'custom.color':'red'}                         | yes
            {'color':'red'}                | {'custom.color':'Red'}                         | no
            {'color':'red'}                | {'custom.colo':'red'}                          | no
            {'color':'red'}                | {'custom.color.x':'red'}                       | no
            {'color':'red'}                | {'custom.color':{'$gt':'rec','$lt':'ree'}}     | yes
            {'color':'red'}                | {'custom.color':{'$in':['blue','red']}}        | yes
            {'color':'red'}                | {'custom.color':{'$in':[]}}                    | no
            {'color':'red'}                | {'custom.color':null}                          | no
            {'color':null}                 | {'custom.color':null}                          | yes
            {'color':null}                 | {'custom.color':{'$exists':true}}              | no
            {}                             | {'custom.color':null}                          | yes
            {}                             | {'custom.color':{'$gt':''}}                    | no
            {}                             | {'custom.color':{'$in':['red',null]}}          | yes
            {'a':{'b':{'c':1}}}            | {'custom.a.b.c':1}                             | yes
            {'a':{'b':{'c':1}}}            | {'custom.a.c':1}                               | no
            {'a':{'b':{'c':1}}}            | {'custom.a.b':{'$exists':true}}                | yes
            {'a':{'b':{'c':1}}}            | {'custom.a.b':1}                               | no
            {'a.b':{'c':1}}                | {'custom.a.b.c':1}                             | yes
            {'a':{'b.c':1}}                | {'custom.a.b.c':1}                             | yes
            {'a.b.c':1}                    | {'custom.a.b.c':1}                             | yes
            {'a.b':1,'a':{'b':2}}          | {'custom.a.b':2}                               | yes
            {'a.b':1,'a':{'b':2}}          | {'custom.a.b':1}                               | yes
            {'a':{}}                       | {'custom.a':{'$exists':true}}                  | yes
            {'a':[]}                       | {'custom.a':{'$exists':true}}                  | yes
            {'a':[null]}                   | {'custom.a':{'$exists':true}}                  | yes
            {'a':[]}                       | {'custom.a.b':{'$exists':true}}                | no
            {'tags':['x','y']}             | {'custom.tags':'y'}                            | yes
            {'tags':['x','y']}             | {'custom.tags':'z'}                            | no
            {'tags':['x','y']}             | {'custom.tags.0':'x'}                          | no
            {'tags':['x',['y']]}           | {'custom.tags':'y'}                            | yes
            {'seats':[1,9]}                | {'custom.seats':{'$gt':3,'$lt':5}}             | yes
            {'seats':[1,9]}                | {'custom.seats':{'$gt':9}}                     | no
            {'rooms':[{'n':1},{'n':2}]}    | {'custom.rooms.n':2}                           | yes
            {'rooms':[{'n':1},{'n':2}]}    | {'custom.rooms.n':{'$gt':2}}                   | no
            {'rooms':[{'n':1},{'m':2}]}    | {'custom.rooms.m':{'$exists':true}}            | yes
            {'rooms':[[{'n':1}]]}          | {'custom.rooms.n':1}                           | yes
            {'n':5}                        | {'custom.n':5.0}                               | yes
            {'n':5}                        | {'custom.n':50e-1}                             | yes
            {'n':5}                        | {'custom.n':'5'}                               | no
            {'n':'5'}                      | {'custom.n':5}                                 | no
            {'n':'5'}                      | {'custom.n':{'$gt':4}}                         | no
            {'n':5}                        | {'custom.n':{'$lt':'6'}}                       | no
            {'n':true}                     | {'custom.n':1}                                 | no
            {'n':true}                     | {'custom.n':'true'}                            | no
            {'n':true}                     | {'custom.n':{'$gt':false}}                     | yes
            {'n':false}                    | {'custom.n':{'$lt':false}}                     | no
            {'n':-0.0}                     | {'custom.n':0}                                 | yes
            {'n':-3}                       | {'custom.n':{'$lt':-2.5}}                      | yes
            {'n':10}                       | {'custom.n':{'$gt':9}}                         | yes
            {'n':'10'}                     | {'custom.n':{'$gt':'9'}}                       | no
            {'n':9007199254740993}         | {'custom.n':9007199254740992}                  | yes
            {'n':9007199254740993}         | {'custom.n':{'$gt':9007199254740992}}          | no
            {'n':9007199254740994}         | {'custom.n':{'$gt':9007199254740992}}          | yes
            {'n':0.1}                      | {'custom.n':0.10000000000000000001}            | yes
            {'n':1.0}                      | {'custom.n':1}                                 | yes
            {'n':1e400}                    | {'custom.n':{'$gt':1.7976931348623157e308}}    | yes
            {'n':1e300}                    | {'custom.n':{'$gt':1e299}}                     | yes
            {'n':[1,'b',true]}             | {'custom.n':{'$in':['b']}}                     | yes
            {'t':'2021-01-15T09:30:20Z'}   | {'custom.t':{'$lt':'2021-01-15T09:30:21Z'}}    | yes
            {'t':'2021-01-15T09:30:20Z'}   | {'custom.t':'2021-01-15T10:30:20+01:00'}       | no
            {'größe':'ß'}                  | {'custom.größe':'ß'}                           | yes
            {'größe':'ß'}                  | {'custom.größe':'ss'}                          | no
            {'s':'🙂'}                      | {'custom.s':{'$gt':'\uffff'}}                  | yes
            {'__proto__':{'x':1}}          | {'custom.__proto__.x':1}                       | yes
            {}                             | {'custom.constructor':{'$exists':true}}        | no
            {'$eq':1}                      | {'custom.$eq':1}                               | yes
            {'':1}                         | {'custom..':1}                                 | no
            {'':{'':1}}                    | {'custom..':1}                                 | yes
            {'a':{'':1}}                   | {'custom.a.':1}                                | yes
            """)
    void aDocumentMatches(String custom, String filter, String matches) {
        boolean found = Evaluator.matches(understood(FieldTable.MEMBERS, filter), member(object(custom)));

        assertThat(found).isEqualTo(matches.equals("yes"));
    }

    @Test
    void whatTheIndexIsShownIsWhatAPathReads() {
        ObjectNode custom = object("{'a':{'b':[1,{'c':true},[2]]},'a.b':'x','n':null,'e':[],'l':[null]}");
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        CustomData.visit(custom, (path, value) -> {
            shown.computeIfAbsent(path, p -> new HashSet<>());
            value.ifPresent(v -> shown.get(path).add(v.toString()));
        });

        assertThat(shown.keySet()).containsExactly("a", "a.b", "a.b.c", "e", "l");
        shown.forEach((path, values) -> {
            assertThat(CustomData.has(custom, path)).as(path).isTrue();
            assertThat(CustomData.values(custom, path).map(Value::toString).collect(Collectors.toSet()))
                    .as(path).isEqualTo(values);
        });
    }

    private static MemberSubject member(ObjectNode custom) {
        return new MemberSubject(new Cid("default", "a"),
                new Member("john", Optional.empty(), custom, Instant.EPOCH, Instant.EPOCH));
    }
}
