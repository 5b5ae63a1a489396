package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words a text has, and which texts have the words that somebody looks for. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            the Quick, brown-FOX!      | the quick brown fox
            room 42b; 3.5              | room 42b 3 5
            snake_case a/b\\c           | snake case a b c
            straße STRASSE Straẞe      | strasse strasse strasse
            İstanbul ISTANBUL ıstanbul | istanbul istanbul istanbul
            ΟΔΟΣ οδος ΟΔΟΣΑ            | οδοσ οδοσ οδοσα
            ﬁne ｆｕｌｌ ①             | fine full 1
            Ägon 12½                   | ägon 121 2
            हिन्दी भाषा                  | हिन्दी भाषा
            東京 都                     | 東京 都
            𝔘nicode 😀x😀              | unicode x
            ❤️ ⭐️                       | -
            ' - _ '                    | -
            """)
    void areRunsOfLettersAndDigitsInOneCaseAndForm(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(Optional.ofNullable(words).orElse(""));
    }

    @Test
    void formsThatLookAlikeAreOne() {
        assertThat(Words.of("e\u0301t\u00e9 \u212bngstrom")).isEqualTo(Words.of("\u00c9te\u0301 A\u030angstrom"))
                .containsExactly("été", "ångstrom");
    }

    @Test
    void countUpToTheirSixtyFourthCharacter() {
        assertThat(Words.of("x".repeat(70) + " y")).containsExactly("x".repeat(64), "y");
        assertThat(Words.of("𐐀".repeat(70))).containsExactly("𐐨".repeat(64));
    }

    @Test
    void countUpToTheTwoThousandth() {
        String text = IntStream.range(0, 2_010).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(Words.of(text)).hasSize(2_000).endsWith("w1999");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quick fox    | yes | yes
            FOX, Quick!  | yes | yes
            quick fo     | no  | yes
            fo quick     | no  | no
            fox fox      | yes | yes
            fox cat      | no  | no
            qui          | no  | yes
            uick         | no  | no
            -            | no  | no
            ``           | no  | no
            """)
    void areFoundInAnyOrderAndTheLastPerhapsUnfinished(String asked, String whole, String begun) {
        Set<String> there = Set.copyOf(Words.of("the quick brown fox"));
        assertThat(new WordSearch(new Value.Text(asked), false).isFoundIn(there)).isEqualTo(whole.equals("yes"));
        assertThat(new WordSearch(new Value.Text(asked), true).isFoundIn(there)).isEqualTo(begun.equals("yes"));
    }
}
