package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallSession;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * What needs media, which Switchboard does not carry: recording, transcribing, broadcasting. Asked of a call that does
 * not exist or may not be read, each answers as for any call; otherwise it says, in Stream's words where they fit, that
 * nothing is running (contract 1.5). Lists are empty, which is the truth.
 */
public final class MediaEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";
    private static final String NOT_RUNNING = "call egress is not running";

    private final CallDesk desk;

    public MediaEndpoints(CallDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        all.add(start("/start_recording", Operation.StartRecording));
        all.add(start("/recordings/{recording_type}/start", Operation.StartRecording));
        all.add(start("/start_transcription", Operation.StartTranscription));
        all.add(start("/start_closed_captions", Operation.StartClosedCaptions));
        all.add(start("/start_broadcasting", Operation.StartHLSBroadcasting));
        all.add(start("/start_frame_recording", Operation.StartFrameRecording));
        all.add(start("/rtmp_broadcasts", Operation.StartRTMPBroadcasts));
        all.add(stop("/stop_recording", Operation.StopRecording, NOT_RUNNING));
        all.add(stop("/recordings/{recording_type}/stop", Operation.StopRecording, NOT_RUNNING));
        all.add(stop("/stop_transcription", Operation.StopTranscription, "call is not being transcribed"));
        all.add(stop("/stop_closed_captions", Operation.StopClosedCaptions, "call is not being captioned"));
        all.add(stop("/stop_broadcasting", Operation.StopHLSBroadcasting, NOT_RUNNING));
        all.add(stop("/stop_frame_recording", Operation.StopFrameRecording, NOT_RUNNING));
        all.add(stop("/rtmp_broadcasts/stop", Operation.StopAllRTMPBroadcasts, NOT_RUNNING));
        all.add(stop("/rtmp_broadcasts/{name}/stop", Operation.StopRTMPBroadcast, NOT_RUNNING));
        all.add(list("/recordings", Operation.ListRecordings, "recordings"));
        all.add(list("/transcriptions", Operation.ListTranscriptions, "transcriptions"));
        all.add(delete("/{session}/recordings/{file}", Operation.DeleteRecording, "recording doesn't exist"));
        all.add(delete("/{session}/transcriptions/{file}", Operation.DeleteTranscription, "transcription doesn't exist"));
        return all;
    }

    private Endpoint start(String path, Operation operation) {
        return new Endpoint(HttpMethod.POST, CALL + path, operation, Access.SERVER_OR_USER, request -> {
            boolean running = call(request).session().filter(CallSession::ongoing).isPresent();
            throw new ApiException(ApiError.input(running
                    ? "this server carries no media and cannot do this" : "there is no active session"));
        });
    }

    private Endpoint stop(String path, Operation operation, String reason) {
        return new Endpoint(HttpMethod.POST, CALL + path, operation, Access.SERVER_OR_USER, request -> {
            call(request);
            throw new ApiException(ApiError.input(reason));
        });
    }

    private Endpoint list(String path, Operation operation, String field) {
        return new Endpoint(HttpMethod.GET, CALL + path, operation, Access.SERVER_OR_USER, request -> {
            call(request);
            return ApiAnswer.ok((g, style) -> {
                g.writeArrayPropertyStart(field);
                g.writeEndArray();
            });
        });
    }

    private Endpoint delete(String path, Operation operation, String reason) {
        return new Endpoint(HttpMethod.DELETE, CALL + path, operation, Access.SERVER_OR_USER, request -> {
            call(request);
            throw new ApiException(ApiError.notFound(reason));
        });
    }

    private CallCore call(ApiRequest request) {
        return desk.done(request, new CallCommand.Get(0, CallCommand.Signal.NONE)).call().core();
    }
}
