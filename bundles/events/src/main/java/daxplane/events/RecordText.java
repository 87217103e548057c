package daxplane.events;

import daxplane.events.format.JsonText;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stored records as lines of JSON, and back to the same bytes. The payload stands in a line as it is stored, so that whoever has the
 * lines can prove the chain, and a journal that is made of them has the same hashes.
 *
 * <pre>
 *  JSONL        {"revision":17,"time":"...","type":"StepFailed","number":5,"version":1,"place":0,"previous":"5f..","hash":"e1..","what":"...","data":{...}}
 *  CLOUDEVENTS  {"specversion":"1.0","id":"17","source":"urn:daxplane:journal:0f3a..","type":"daxplane.StepFailed.v1","time":"...",
 *               "datacontenttype":"application/json","dxtype":5,"dxversion":1,"dxplace":0,"dxprevious":"5f..","dxhash":"e1..","dxwhat":"...",
 *               "data":{...}}
 * </pre>
 *
 * A payload that is no JSON (a newer version may write one) stands as {@code data_base64}. {@code what} is the sentence for people: it
 * follows from the data, no hash covers it, and whoever reads a line back passes over it. Source: docs/JOURNAL.md, CloudEvents 1.0.
 */
public final class RecordText {

    /** How a line looks. */
    public enum Format {
        JSONL, CLOUDEVENTS;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final byte[] MAGIC = "DXJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 64;
    private static final int HASH_BYTES = 32;
    private static final String TIME = "\"time\":\"([^\"]{1,64})\"";
    private static final String WORD = "\"type\":\"[^\"]{0,200}\"";
    private static final String HASH = "\":\"([0-9a-f]{64})\"";
    private static final Pattern LINE = Pattern.compile("\\{\"revision\":(\\d{1,18})," + TIME + "," + WORD
            + ",\"number\":(\\d{1,5}),\"version\":(\\d{1,3}),\"place\":(\\d{1,3}),\"previous" + HASH + ",\"hash" + HASH + ",");
    private static final Pattern CLOUD_EVENT = Pattern.compile("\\{\"specversion\":\"1\\.0\",\"id\":\"(\\d{1,18})\",\"source\":\"[^\"]{0,200}\"," + WORD
            + "," + TIME + ",\"datacontenttype\":\"[^\"]{0,100}\",\"dxtype\":(\\d{1,5}),\"dxversion\":(\\d{1,3}),\"dxplace\":(\\d{1,3}),\"dxprevious" + HASH
            + ",\"dxhash" + HASH + ",");
    private static final Pattern SENTENCE = Pattern.compile("\"(?:dx)?what\":(?=\")");
    private static final String DATA = "\"data\":";
    private static final String BASE64 = "\"data_base64\":\"";

    private RecordText() {
    }

    /** What tells journals apart: the hash of their first record. */
    public static String source(byte[] firstRecord) {
        return "urn:daxplane:journal:" + HexFormat.of().formatHex(firstRecord, firstRecord.length - HASH_BYTES, firstRecord.length - HASH_BYTES / 2);
    }

    /** A record as a line, without its end. @param source of a CloudEvent, as {@link #source} gives it */
    public static String line(byte[] stored, Format format, String source) {
        var view = ByteBuffer.wrap(stored);
        long revision = view.getLong(8);
        Instant time = Instant.ofEpochSecond(view.getLong(16), view.getInt(24));
        int number = Short.toUnsignedInt(view.getShort(28));
        int version = Byte.toUnsignedInt(view.get(30));
        int place = Byte.toUnsignedInt(view.get(31));
        String previous = HexFormat.of().formatHex(stored, 32, 64);
        String hash = HexFormat.of().formatHex(stored, stored.length - HASH_BYTES, stored.length);
        var event = StoredEvent.of(new JournalRecord(revision, time, number, version, previous, hash,
                Arrays.copyOfRange(stored, HEADER_BYTES, stored.length - HASH_BYTES)));
        String word = event.type();
        String head = switch (format) {
            case JSONL -> "{\"revision\":%d,\"time\":\"%s\",\"type\":\"%s\",\"number\":%d,\"version\":%d,\"place\":%d,\"previous\":\"%s\",\"hash\":\"%s\","
                    .formatted(revision, time, word, number, version, place, previous, hash);
            case CLOUDEVENTS -> ("{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"%s\",\"type\":\"daxplane.%s.v%d\",\"time\":\"%s\","
                    + "\"datacontenttype\":\"application/json\",\"dxtype\":%d,\"dxversion\":%d,\"dxplace\":%d,\"dxprevious\":\"%s\",\"dxhash\":\"%s\",")
                    .formatted(revision, source, word, version, time, number, version, place, previous, hash);
        };
        return head + what(event, format) + data(event) + "}";
    }

    private static String what(StoredEvent event, Format format) {
        return switch (format) {
            case JSONL -> "\"what\":";
            case CLOUDEVENTS -> "\"dxwhat\":";
        } + JsonText.quoted(event.what()) + ",";
    }

    private static String data(StoredEvent event) {
        return event.data().map(json -> DATA + json).orElseGet(() -> BASE64 + Base64.getEncoder().encodeToString(event.stored().payload()) + "\"");
    }

    /**
     * The record that a line was made of. Whether it is one of a whole journal is for whoever takes it to find out: nothing is hashed here.
     *
     * @throws JournalException EBADMSG: the line is not as {@link #line} makes it, for example because another program wrote it anew
     */
    public static byte[] stored(String line) throws JournalException {
        Matcher head = LINE.matcher(line);
        int time = 2;
        if (!head.lookingAt()) {
            head = CLOUD_EVENT.matcher(line);
            if (!head.lookingAt()) {
                throw damaged("its fields are not those of a record, or are in another order");
            }
        }
        try {
            byte[] payload = payload(afterSentence(line, head.end()));
            Instant instant = Instant.parse(head.group(time));
            return ByteBuffer.allocate(HEADER_BYTES + payload.length + HASH_BYTES).put(MAGIC).putInt(HEADER_BYTES + payload.length + HASH_BYTES)
                    .putLong(Long.parseLong(head.group(1))).putLong(instant.getEpochSecond()).putInt(instant.getNano())
                    .putShort((short) Integer.parseInt(head.group(3))).put((byte) Integer.parseInt(head.group(4)))
                    .put((byte) Integer.parseInt(head.group(5))).put(HexFormat.of().parseHex(head.group(6))).put(payload)
                    .put(HexFormat.of().parseHex(head.group(7))).array();
        } catch (DateTimeParseException noTime) {
            throw damaged("its time is none");
        } catch (IllegalArgumentException noBase64) {
            throw damaged("its data are not base64");
        }
    }

    /** What follows the sentence, where there is one. */
    private static String afterSentence(String line, int at) throws JournalException {
        Matcher sentence = SENTENCE.matcher(line).region(at, line.length()).useTransparentBounds(true);
        if (!sentence.lookingAt()) {
            return line.substring(at);
        }
        int end = JsonText.endOfString(line, sentence.end());
        if (end < 0 || !line.startsWith(",", end)) {
            throw damaged("its sentence does not end");
        }
        return line.substring(end + 1);
    }

    private static byte[] payload(String rest) throws JournalException {
        if (rest.startsWith(DATA) && rest.endsWith("}")) {
            return rest.substring(DATA.length(), rest.length() - 1).getBytes(StandardCharsets.UTF_8);
        }
        if (rest.startsWith(BASE64) && rest.endsWith("\"}")) {
            return Base64.getDecoder().decode(rest.substring(BASE64.length(), rest.length() - 2));
        }
        throw damaged("it has no data");
    }

    private static JournalException damaged(String why) {
        return new JournalException(Errno.EBADMSG, "this is no line that 'journal export' wrote: " + why);
    }
}
