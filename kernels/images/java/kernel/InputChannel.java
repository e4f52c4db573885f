package interview.kernel;

import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** Questions to the person at the notebook, which an interrupt of the cell takes back. */
final class InputChannel extends StdinChannel {
    private static final long LOOK_MILLIS = 20;

    InputChannel(ZMQ.Context context, HMACGenerator signer) {
        super(context, signer);
        setRouterHandover(true); // as for requests
    }

    /** One question: answered, or no longer of interest. */
    private static final class Question {
        private String answer;
        private boolean over;

        synchronized String await() throws InterruptedException {
            try {
                while (!over) {
                    wait();
                }
                return answer;
            } finally {
                over = true;
            }
        }

        synchronized void end(String text) {
            answer = text;
            over = true;
            notifyAll();
        }

        synchronized boolean isOver() {
            return over;
        }
    }

    /** The person's next line. A thread of its own uses the socket: an interrupted one would break it. */
    String ask(MessageContext cell) throws InterruptedException {
        Question question = new Question();
        Threads.start("stdin", () -> question.end(converse(cell, question)));
        return question.await();
    }

    private synchronized String converse(MessageContext cell, Question question) {
        ZMQ.Poller poller = ctx.poller(1);
        poller.register(this, ZMQ.Poller.POLLIN);
        while (poller.poll(0) > 0) {
            readMessage(); // the late answer to a question that was taken back
        }
        if (!question.isOver()) {
            sendMessage(new Message<>(cell, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
        }
        while (!question.isOver()) {
            if (poller.poll(LOOK_MILLIS) > 0) {
                return readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
            }
        }
        return null;
    }
}
