package interview.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;

/** jjava's reply, which lacks the status that the protocol asks for. */
final class KernelInfo extends KernelInfoReply {
    @SuppressWarnings("unused") // Gson writes it.
    private final String status = "ok";

    KernelInfo(String protocol, String name, String version, LanguageInfo language, String banner) {
        super(protocol, name, version, language, banner, List.of());
    }
}
