package dev.gatehouse.web.startup;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Stands before every transaction of its own. */
@Interceptor
@Transactional(TxType.REQUIRES_NEW)
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class AdmitNew {

    @Inject
    private OpenTransactions open;

    @AroundInvoke
    Object admit(InvocationContext call) throws Exception {
        return open.admit(call);
    }
}
