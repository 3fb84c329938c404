package dev.overt.examples.initrunner;

import com.mixpanel.mixpanelapi.MessageBuilder;
import com.mixpanel.mixpanelapi.MixpanelAPI;
import java.io.IOException;
import org.json.JSONObject;

/** The example reporting through mixpanel-java, the way its documentation shows. */
public final class WithMixpanel {
    private WithMixpanel() {}

    public static void main(String[] arguments) {
        int status = InitRunner.commandLine().execute(arguments);
        JSONObject properties = new JSONObject().put("command", arguments[0]).put("exit_code", status);
        try (MixpanelAPI mixpanel = new MixpanelAPI(System.getenv("COLLECTOR") + "track", "")) {
            mixpanel.sendMessage(new MessageBuilder("key").event("installation", "cli_command", properties));
        } catch (IOException unsent) {
            // As a tool would: its person has no use for the message.
        }
        System.exit(status);
    }
}
