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
    QueryCalls,
    QueryCallMembers,
    /** Upsert: {@code POST /users}. */
    UpdateUsers
}
