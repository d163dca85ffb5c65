package dev.gatehouse.auth.internal.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Hands the container's threads to the sender, which bounds by itself how many it uses. */
@Dependent
class MailThreads {

    @Produces
    @MailWorkers
    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService workers;
}
