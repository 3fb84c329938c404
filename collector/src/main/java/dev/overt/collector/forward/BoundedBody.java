package dev.overt.collector.forward;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer, of which no more is taken than fits. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Read> {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Read> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * What was taken.
     *
     * @param whole whether nothing is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Read(byte[] bytes, boolean whole) {}

    BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<Read> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] some = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
            boolean fits = some.length == buffer.remaining();
            buffer.get(some);
            bytes.writeBytes(some);
            if (!fits) {
                end(false);
                return;
            }
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void end(boolean whole) {
        if (!whole && subscription != null) {
            subscription.cancel();
        }
        result.complete(new Read(bytes.toByteArray(), whole));
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end(true);
    }
}
