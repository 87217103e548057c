package daxplane.labels.repair;

/**
 * Something wrong.
 *
 * @param area name of the area; of a namespace on several, that of the first
 * @param text one sentence without a full stop
 */
public record Fault(String area, String text, Cure cure) {

    public boolean isCurable() {
        return !(cure instanceof Cure.None);
    }
}
