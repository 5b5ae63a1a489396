package io.switchboard.wire.http;

/**
 * What can be asked, under Stream's operation ids: the constants' names stand in error messages and are the keys of
 * rate limits, which is why they are not in capitals.
 */
public enum Operation {
    GetOrCreateCall,
    GetCall,
    UpdateCall,
    UpdateCallMembers,
    EndCall,
    DeleteCall,
    GoLive,
    StopLive,
    JoinCall,
    LeaveCall,
    HeartbeatCall,
    RingCall,
    AcceptCall,
    RejectCall,
    QueryCallParticipants,
    GetCallReport,
    BlockUser,
    UnblockUser,
    KickUser,
    MuteUsers,
    UpdateUserPermissions,
    RequestPermission,
    SendVideoReaction,
    VideoPin,
    VideoUnpin,
    SendCallEvent,
    CollectUserFeedback,
    QueryCalls,
    QueryCallMembers,
    ListCallTypes,
    CreateCallType,
    GetCallType,
    UpdateCallType,
    DeleteCallType,
    /** Upsert: {@code POST /users}. */
    UpdateUsers
}
