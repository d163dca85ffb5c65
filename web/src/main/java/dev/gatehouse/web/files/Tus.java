package dev.gatehouse.web.files;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Speaks <a href="https://tus.io/protocols/resumable-upload">tus 1.0.0</a>: see {@link TusFilter}. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Tus {

    /** The only version there is. */
    String VERSION = "1.0.0";

    String EXTENSIONS = "creation,termination,expiration,checksum";
}
