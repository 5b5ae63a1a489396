package io.switchboard.projector.filter;

import java.util.Optional;
import java.util.stream.Stream;

/** An operator that a condition may have. Which ones a field has is in its {@link FieldTable}. */
public enum Operator {
    EQ("$eq", "is the operand; `null` asks for what is not set"),
    IN("$in", "is one of the list; a `null` in it finds what is not set too"),
    GT("$gt", "is above the operand"),
    GTE("$gte", "is above the operand or is the operand"),
    LT("$lt", "is below the operand"),
    LTE("$lte", "is below the operand or is the operand"),
    EXISTS("$exists", "is set (`true`), is not set (`false`)"),
    NE("$ne", "is not the operand: the opposite of `$eq`, so what is not set is found too"),
    NIN("$nin", "is none of the list: the opposite of `$in`"),
    CONTAINS("$contains", "has the operand among its values; of a list, all its entries"),
    Q("$q", "has all words of the operand, in any order"),
    AUTOCOMPLETE("$autocomplete", "has all words of the operand, in any order, the last of them perhaps not to its end");

    private final String symbol;
    private final String meaning;

    Operator(String symbol, String meaning) {
        this.symbol = symbol;
        this.meaning = meaning;
    }

    /** As the request writes it. */
    public String symbol() {
        return symbol;
    }

    /** What has to be true of the field, to be read after its name. */
    public String meaning() {
        return meaning;
    }

    /** The operator that a request writes like this. */
    public static Optional<Operator> of(String symbol) {
        return Stream.of(values()).filter(operator -> operator.symbol.equals(symbol)).findAny();
    }
}
