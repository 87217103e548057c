package daxplane.events.format;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.journal.JournalException;
import java.util.HexFormat;

/** Effects and the kernel's answers as JSON: {@code {"effect":"LoadModule","module":"kmem"}}, {@code {"result":"Done","bytes":6}}. */
final class EffectCodec {

    private EffectCodec() {
    }

    static void encode(JsonOut out, Effect effect) {
        switch (effect) {
            case Effect.WriteAttribute(var path, var value) ->
                    out.text("effect", "WriteAttribute").text("path", path).text("value", value);
            case Effect.LoadModule(var module) -> out.text("effect", "LoadModule").text("module", module);
            case Effect.UnloadModule(var module) -> out.text("effect", "UnloadModule").text("module", module);
            case Effect.WriteLabelArea(var dimm, var offset, var bytes) ->
                    out.text("effect", "WriteLabelArea").text("dimm", dimm).number("offset", offset)
                            .text("bytes", HexFormat.of().formatHex(bytes));
            case Effect.ZeroMedia(var device, var offset, var length) ->
                    out.text("effect", "ZeroMedia").text("blockDevice", device).unsigned("offset", offset).number("length", length);
            case Effect.WriteMedia(var device, var offset, var bytes) ->
                    out.text("effect", "WriteMedia").text("blockDevice", device).unsigned("offset", offset)
                            .text("bytes", HexFormat.of().formatHex(bytes));
            case Effect.CallFirmware(var node, var call) ->
                    out.text("effect", "CallFirmware").text("node", node).number("command", call.command()).number("function", call.function())
                            .text("input", HexFormat.of().formatHex(call.input()));
            case Effect.RunProgram(var words, var input) -> out.text("effect", "RunProgram").texts("words", words).text("input", input);
            case Effect.Reboot() -> out.text("effect", "Reboot");
            case Effect.PowerCycle() -> out.text("effect", "PowerCycle");
            case Effect.PowerLoss() -> out.text("effect", "PowerLoss");
        }
    }

    static Effect effect(JsonIn in) throws JournalException {
        String kind = in.text("effect");
        return switch (kind) {
            case "WriteAttribute" -> new Effect.WriteAttribute(in.text("path"), in.text("value"));
            case "LoadModule" -> new Effect.LoadModule(in.text("module"));
            case "UnloadModule" -> new Effect.UnloadModule(in.text("module"));
            case "WriteLabelArea" -> new Effect.WriteLabelArea(in.text("dimm"), in.integer("offset"), bytes(in.text("bytes")));
            case "ZeroMedia" -> new Effect.ZeroMedia(in.text("blockDevice"), in.number("offset"), in.integer("length"));
            case "WriteMedia" -> new Effect.WriteMedia(in.text("blockDevice"), in.number("offset"), bytes(in.text("bytes")));
            case "CallFirmware" -> callFirmware(in);
            case "RunProgram" -> runProgram(in);
            case "Reboot" -> new Effect.Reboot();
            case "PowerCycle" -> new Effect.PowerCycle();
            case "PowerLoss" -> new Effect.PowerLoss();
            default -> throw JsonIn.unknown("effect", kind);
        };
    }

    private static Effect callFirmware(JsonIn in) throws JournalException {
        try {
            return new Effect.CallFirmware(in.text("node"), new FirmwareCall(in.integer("command"), in.integer("function"), bytes(in.text("input"))));
        } catch (IllegalArgumentException refused) {
            throw JsonIn.damaged(refused.getMessage());
        }
    }

    private static Effect runProgram(JsonIn in) throws JournalException {
        try {
            return new Effect.RunProgram(in.texts("words"), in.text("input"));
        } catch (IllegalArgumentException refused) {
            throw JsonIn.damaged(refused.getMessage());
        }
    }

    private static byte[] bytes(String hex) throws JournalException {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHex) {
            throw JsonIn.damaged("bytes are no hex: " + notHex.getMessage());
        }
    }

    static void encode(JsonOut out, EffectResult result) {
        switch (result) {
            case EffectResult.Done(var bytes) -> out.text("result", "Done").number("bytes", bytes);
            case EffectResult.Ended(var status, var printed, var complained) ->
                    out.text("result", "Ended").number("status", status).text("out", printed).text("err", complained);
            case EffectResult.Failed(var errno, var at, var explanation) ->
                    out.text("result", "Failed").text("errno", errno.name()).text("at", at.name()).text("explanation", explanation);
        }
    }

    static EffectResult result(JsonIn in) throws JournalException {
        String kind = in.text("result");
        return switch (kind) {
            case "Done" -> new EffectResult.Done(in.integer("bytes"));
            case "Ended" -> new EffectResult.Ended(in.integer("status"), in.text("out"), in.text("err"));
            case "Failed" -> new EffectResult.Failed(
                    Words.of(Errno.values(), Errno::name, "errno", in.text("errno")),
                    Words.of(FailedCall.values(), FailedCall::name, "stage", in.text("at")), in.maybeText("explanation"));
            default -> throw JsonIn.unknown("result", kind);
        };
    }
}
