package daxplane.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, with one page; driven as its own developer tools drive it, at a port that the system chose. */
final class Browser implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern VALUE = Pattern.compile("\"type\":\"string\",\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern REQUEST = Pattern.compile("\"method\":\"Network.requestWillBeSent\".*?\"request\":\\{\"url\":\"([^\"]*)\"");

    private final java.lang.Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<String> events = new ArrayList<>();
    private final WebSocket socket;
    private final String session;
    private int calls;

    private Browser(java.lang.Process process, String address) throws InterruptedException {
        this.process = process;
        this.socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Listening()).join();
        String target = field(call("Target.createTarget", "\"url\":\"about:blank\"", Optional.empty()), "targetId");
        this.session = field(call("Target.attachToTarget", "\"flatten\":true,\"targetId\":\"" + target + "\"", Optional.empty()), "sessionId");
        for (var domain : List.of("Page", "Network", "Runtime")) {
            call(domain + ".enable", "");
        }
    }

    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":")).flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome").map(Path.of(directory)::resolve))
                .filter(Files::isExecutable).findFirst();
    }

    static Browser start(Path program, Path work) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0", "--window-size=1200,900", "--user-data-dir=" + work, "about:blank");
        builder.environment().put("HOME", work.toString());
        builder.environment().put("TMPDIR", work.toString());
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        var lines = new BufferedReader(process.errorReader(StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("DevTools listening on ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError(program + " does not start");
        }
        Thread.ofPlatform().daemon().name("browser-stderr").start(() -> lines.lines().forEach(_ -> { }));
        return new Browser(process, line.substring("DevTools listening on ".length()));
    }

    /** Shows a page, and returns when it is loaded. */
    void open(Path page) throws InterruptedException {
        events.clear();
        call("Page.navigate", "\"url\":\"" + page.toUri() + "\"");
        while (events.stream().noneMatch(event -> event.contains("\"Page.loadEventFired\""))) {
            events.add(next());
        }
    }

    /** Whether scripts of the page run; those of {@link #ask} do in any case. */
    void scripts(boolean run) throws InterruptedException {
        call("Emulation.setScriptExecutionDisabled", "\"value\":" + !run);
    }

    void media(String name) throws InterruptedException {
        call("Emulation.setEmulatedMedia", "\"media\":\"" + name + "\"");
    }

    /** The value of an expression, as text. */
    String ask(String expression) throws InterruptedException {
        var answer = call("Runtime.evaluate", "\"returnByValue\":true,\"expression\":" + quoted("String(" + expression + ")"));
        var value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new AssertionError(expression + ": " + answer);
        }
        return value.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** As a hand with a mouse does it. */
    void click(String selector) throws InterruptedException {
        var element = "document.querySelector(" + quoted(selector) + ")";
        ask(element + ".scrollIntoView({block: 'center'})");
        var place = ask("(r => (r.left + 20) + ' ' + (r.top + r.height / 2))(" + element + ".getBoundingClientRect())").split(" ");
        for (var kind : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", "\"type\":\"" + kind + "\",\"button\":\"left\",\"clickCount\":1,\"x\":" + place[0] + ",\"y\":" + place[1]);
        }
    }

    /** As a hand on a keyboard does it. @param number the key's, as Windows numbers it. @param text what it types; empty text: nothing */
    void press(String key, int number, String text) throws InterruptedException {
        var of = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":" + number;
        call("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + of + (text.isEmpty() ? "" : ",\"text\":" + quoted(text)));
        call("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + of);
    }

    byte[] print() throws InterruptedException {
        return Base64.getDecoder().decode(field(call("Page.printToPDF", ""), "data"));
    }

    /** What was fetched since the page was opened. */
    List<String> requests() {
        return events.stream().flatMap(event -> REQUEST.matcher(event).results()).map(found -> found.group(1)).toList();
    }

    /** What went wrong in scripts since then. */
    List<String> complaints() {
        return events.stream().filter(event -> event.contains("\"Runtime.exceptionThrown\"") || event.contains("\"Page.javascriptDialogOpening\"")).toList();
    }

    private String call(String method, String parameters) throws InterruptedException {
        return call(method, parameters, Optional.of(session));
    }

    private String call(String method, String parameters, Optional<String> of) throws InterruptedException {
        int id = ++calls;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}" + of.map(text -> ",\"sessionId\":\"" + text + "\"").orElse("") + "}", true).join();
        while (true) {
            var message = next();
            if (message.startsWith("{\"id\":" + id + ",")) {
                if (message.startsWith("{\"id\":" + id + ",\"error\"")) {
                    throw new AssertionError(method + ": " + message);
                }
                return message;
            }
            events.add(message);
        }
    }

    private String next() throws InterruptedException {
        var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the browser says nothing for " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    private static String field(String message, String name) {
        int at = message.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return message.substring(at, message.indexOf('"', at));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + "\"";
    }

    /** Whole messages, however they were cut. */
    private final class Listening implements WebSocket.Listener {

        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        var children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        client.close();
    }
}
