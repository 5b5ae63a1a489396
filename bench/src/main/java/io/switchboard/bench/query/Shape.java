package io.switchboard.bench.query;

import java.util.List;

/**
 * A kind of question, with several operands, the same for every server.
 *
 * @param name  for {@code --shapes}
 * @param title for people
 * @param page  which page is asked for, from 1; a later one begins with a {@code next} that the server itself gave out
 */
record Shape(String name, String title, int page, List<Question> questions) {
}
