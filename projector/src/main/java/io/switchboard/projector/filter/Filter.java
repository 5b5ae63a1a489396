package io.switchboard.projector.filter;

import java.util.List;

/** What is asked for, as a tree. Immutable; its text form is canonical: two filters print alike only if they are equal. */
public sealed interface Filter {

    /** Every part holds. No parts: everything is asked for. */
    record And(List<Filter> all) implements Filter {
        public And {
            all = List.copyOf(all);
        }
    }

    /** At least one part holds. No parts: nothing is asked for. */
    record Or(List<Filter> any) implements Filter {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** One of the field's values stands in this relation to the operand. A field that is not set never does. */
    record Compare(Field field, Relation relation, Value operand) implements Filter {
    }

    /** One of the field's values equals one of these. */
    record In(Field field, List<Value> values) implements Filter {
        public In {
            values = List.copyOf(values);
        }
    }

    /** The field is set, or is not set. */
    record Exists(Field field, boolean present) implements Filter {
    }

    /** The part does not hold. What is not set is not equal to anything, so its negation holds there. */
    record Not(Filter part) implements Filter {
    }

    /** The field's texts together have these words. */
    record Words(Field field, WordSearch search) implements Filter {
    }

    /** How a value may stand to an operand. Values of different kinds stand in no relation at all. */
    enum Relation {
        EQ(Operator.EQ), GT(Operator.GT), GTE(Operator.GTE), LT(Operator.LT), LTE(Operator.LTE);

        private final Operator operator;

        Relation(Operator operator) {
            this.operator = operator;
        }

        /** How a request asks for it. */
        public Operator operator() {
            return operator;
        }
    }

    /** The filter that asks for everything. */
    static Filter everything() {
        return new And(List.of());
    }

    /** The filter that asks for nothing. */
    static Filter nothing() {
        return new Or(List.of());
    }
}
