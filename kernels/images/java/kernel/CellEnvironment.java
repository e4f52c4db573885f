package interview.kernel;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/** How a request is answered; and for a cell, how it asks for input. */
final class CellEnvironment extends ShellReplyEnvironment {
    private static final MessageType<Object> WAITS = messageType("interview_stdin");

    private final InputChannel input;
    private final PublishChannel published;

    CellEnvironment(ShellChannel channel, InputChannel input, PublishChannel published, MessageContext context) {
        super(channel, input, published, context);
        this.input = input;
        this.published = published;
    }

    /** The person's next line. The host hears when the wait begins and ends: thinking is not run time. */
    String ask() throws InterruptedException {
        sayWaiting(true);
        try {
            return input.ask(getContext());
        } finally {
            sayWaiting(false);
        }
    }

    private void sayWaiting(boolean waiting) {
        publish(new Message<>(getContext(), WAITS, Map.of("waiting", waiting)));
    }

    /** Return when what was published so far is on the wire. */
    void drain() {
        published.drain();
    }

    @SuppressWarnings("unchecked")
    private static MessageType<Object> messageType(String name) {
        try {
            // jjava has a closed list of them.
            Constructor<?> constructor = MessageType.class.getDeclaredConstructor(String.class, Class.class);
            constructor.setAccessible(true);
            return (MessageType<Object>) constructor.newInstance(name, Object.class);
        } catch (ReflectiveOperationException error) {
            throw new ExceptionInInitializerError(error);
        }
    }
}
