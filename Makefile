MVN ?= mvn
PORT ?= 8080
JAVA_OPTS ?= @deploy/jvm.options
SERVER = server/target/payara/server.jar
WAR = web/target/gatehouse.war
SEED_JAR = seed/target/seed.jar
PICTURES_JAR = picture-import/target/picture-import.jar
SOURCES = $(shell find pom.xml */pom.xml */src/main -type f)

URL ?= http://localhost:$(PORT)
SECONDS ?= 15
CROWD ?=

DIR ?=
ADMIN ?=
REPLACE ?=

KILLS ?= 200
SEED ?=

.PHONY: help run seed import-pictures test chaos bench microbench format clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/'

run: $(WAR) ## build what is needed and serve http://localhost:8080 until Ctrl-C
	@exec env PORT=$(PORT) java $(JAVA_OPTS) -jar $(SERVER) --logProperties deploy/logging.properties --port $(PORT) $(WAR)

$(WAR): $(SOURCES)
	$(MVN) -q -DskipTests package
	@touch $@

seed: $(SEED_JAR) ## fill the running development server with demo people (URL=http://localhost:8080)
	@java -jar $(SEED_JAR) $(URL)

$(SEED_JAR): $(shell find pom.xml seed/pom.xml seed/src/main -type f)
	$(MVN) -q -pl seed -DskipTests package
	@touch $@

import-pictures: $(PICTURES_JAR) ## bring the pictures in DIR=… to their accounts: ADMIN=you@example.com URL=… REPLACE=yes
	@java -jar $(PICTURES_JAR) '--url=$(URL)' '--admin=$(ADMIN)' $(if $(REPLACE),--replace) '$(DIR)'

$(PICTURES_JAR): $(shell find pom.xml picture-import/pom.xml picture-import/src/main -type f)
	$(MVN) -q -pl picture-import -DskipTests package
	@touch $@

test: ## build and run every test on real parts
	.ci/install-tools
	$(MVN) verify

chaos: ## kill a server under load, KILLS=200 times (30 minutes); SEED=… repeats a run
	$(MVN) -q -pl web -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ChaosIT \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dgatehouse.chaos.kills=$(KILLS) \
	  $(if $(SEED),-Dgatehouse.chaos.seed=$(SEED))

bench: $(WAR) ## measure a server of its own: SECONDS=15 a figure, CROWD=crowd for 100,000 accounts too, CROWD=files for files alone
	$(MVN) -q -Pbenchmark -pl benchmark -am -DskipTests package
	java -cp 'benchmark/target/*:benchmark/target/lib/*' dev.gatehouse.benchmark.Benchmark $(SECONDS) $(CROWD)

microbench: ## measure hashing, signing and verifying alone (JMH)
	$(MVN) -q -Pbenchmark -pl benchmark -am -DskipTests package
	java -cp 'benchmark/target/*:benchmark/target/lib/*' org.openjdk.jmh.Main

format: ## format the sources as the build demands
	$(MVN) -q spotless:apply

clean: ## remove what was built; ./data stays
	$(MVN) -q clean
