package io.switchboard.projector.search;

/**
 * When searches are cut into windows, how large they are at least, and what ranges are searched by.
 *
 * @param fewByTime   so many hits are looked at sooner than cut into windows of time
 * @param fewByText   the same of windows of text: to go through a window's terms takes longer than through points
 * @param leastByTime about so many documents a window of time holds at least
 * @param leastByText about so many texts a window of text holds at least
 * @param fewInRange  so many documents in a range of terms are listed; more are asked, one by one as they come up
 */
public record Windowing(int fewByTime, int fewByText, int leastByTime, int leastByText, int fewInRange) {

    /** For indexes of any size. */
    public static final Windowing STANDARD = new Windowing(16_384, 16_384, 2_048, 512, 4_096);

    int few(boolean byNumber) {
        return byNumber ? fewByTime : fewByText;
    }
}
