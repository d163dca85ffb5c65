package dev.gatehouse.web.startup;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Stands before every transaction that begins unless there is one. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class AdmitRequired {

    @Inject
    private OpenTransactions open;

    @AroundInvoke
    Object admit(InvocationContext call) throws Exception {
        return open.admit(call);
    }
}
