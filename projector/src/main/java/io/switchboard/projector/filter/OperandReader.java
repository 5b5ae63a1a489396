package io.switchboard.projector.filter;

import io.switchboard.events.codec.Rfc3339;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the operands of one filter's conditions; what is wrong with them goes to its {@link FirstProblem}. Not thread-safe. */
final class OperandReader {

    private final FirstProblem problem;
    private final FilterBudget budget;
    private final boolean limited;

    /** @param limited false for what another instance wrote, which may hold numbers that no request may */
    OperandReader(FirstProblem problem, FilterBudget budget, boolean limited) {
        this.problem = problem;
        this.budget = budget;
        this.limited = limited;
    }

    /** A value as the field has them; empty after a refusal. */
    Optional<Value> value(Field field, JsonNode operand, String path) {
        Optional<Value> value = switch (field.kind()) {
            case TEXT, TEXTS -> string(operand, path);
            case FLAG -> operand.isBoolean() ? Optional.of(new Value.Flag(operand.booleanValue())) : Optional.empty();
            case TIME -> operand.isString()
                    ? Rfc3339.parse(operand.stringValue()).map(Value.Time::new) : Optional.empty();
            case NUMBER -> number(operand);
            case CUSTOM -> custom(operand, path);
        };
        if (value.isEmpty()) {
            problem.refuse(path, switch (field.kind()) {
                case TEXT, TEXTS -> "must be a string";
                case FLAG -> "must be true or false";
                case TIME -> "must be an RFC 3339 timestamp such as 2021-01-15T09:30:20.45Z";
                case NUMBER -> "must be a number that a double can hold";
                case CUSTOM -> "must be a string, a number that a double can hold, true or false";
            });
        }
        return value;
    }

    /** On which side of all times that can be stored an operand lies: -1 before, 1 after, 0 among them or no time. */
    static int outside(Field field, JsonNode operand) {
        return field.kind() == Field.Kind.TIME && operand.isString()
                ? Rfc3339.parse(operand.stringValue()).map(Value.Time::outside).orElse(0) : 0;
    }

    /** Words to look for; empty after a refusal. */
    Optional<WordSearch> words(JsonNode operand, boolean unfinished, String path) {
        if (!operand.isString()) {
            problem.refuse(path, "must be a string");
            return Optional.empty();
        }
        return string(operand, path).map(text -> new WordSearch((Value.Text) text, unfinished))
                .filter(search -> budget.spends(FilterLimit.ALL_WORDS, search.count(), path));
    }

    /** The entries of a list; empty after a refusal. */
    Optional<List<JsonNode>> list(Operator operator, JsonNode operand, String path) {
        if (!operand.isArray()) {
            problem.refuse(path, operator.symbol() + " takes a list");
            return Optional.empty();
        }
        boolean affordable = budget.allows(FilterLimit.ENTRIES, operand.size(), path)
                && budget.spends(FilterLimit.ALL_ENTRIES, operand.size(), path);
        return affordable ? Optional.of(operand.valueStream().toList()) : Optional.empty();
    }

    private Optional<Value> custom(JsonNode operand, String path) {
        if (operand.isNumber()) {
            return number(operand);
        }
        return operand.isBoolean() ? Optional.of(new Value.Flag(operand.booleanValue())) : string(operand, path);
    }

    private Optional<Value> number(JsonNode operand) {
        if (!operand.isNumber()) {
            return Optional.empty();
        }
        double number = operand.numberValue().doubleValue();
        return limited && !Double.isFinite(number) ? Optional.empty() : Optional.of(new Value.Number(number));
    }

    private Optional<Value> string(JsonNode operand, String path) {
        if (!operand.isString()) {
            return Optional.empty();
        }
        String text = operand.stringValue();
        boolean affordable = budget.allows(FilterLimit.TEXT, text.length(), path)
                && budget.spends(FilterLimit.ALL_TEXTS, text.length(), path);
        return affordable ? Optional.of(new Value.Text(text)) : Optional.empty();
    }
}
