MVN ?= mvn
PORT ?= 8080
JAVA_OPTS ?= -Xmx384m -XX:+ExitOnOutOfMemoryError
SERVER = web/target/payara-micro.jar
WAR = web/target/gatehouse.war
SOURCES = $(shell find pom.xml */pom.xml */src/main -type f)

.PHONY: help run test format clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/'

run: $(WAR) ## build what is needed and serve http://localhost:8080 until Ctrl-C
	@exec env PORT=$(PORT) java $(JAVA_OPTS) -jar $(SERVER) --nohazelcast --logProperties deploy/logging.properties --port $(PORT) $(WAR)

$(WAR): $(SOURCES)
	$(MVN) -q -DskipTests package
	@touch $@

test: ## build and run every test on real parts
	.ci/install-tools
	$(MVN) verify

format: ## format the sources as the build demands
	$(MVN) -q spotless:apply

clean: ## remove what was built; ./data stays
	$(MVN) -q clean
