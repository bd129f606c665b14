import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.services.simpleworkflow.AmazonSimpleWorkflow;
import com.amazonaws.services.simpleworkflow.AmazonSimpleWorkflowClient;
import com.amazonaws.services.simpleworkflow.flow.ActivityWorker;
import com.amazonaws.services.simpleworkflow.flow.DecisionContext;
import com.amazonaws.services.simpleworkflow.flow.DecisionContextProviderImpl;
import com.amazonaws.services.simpleworkflow.flow.DynamicActivitiesClient;
import com.amazonaws.services.simpleworkflow.flow.DynamicActivitiesClientImpl;
import com.amazonaws.services.simpleworkflow.flow.DynamicWorkflowClientExternalImpl;
import com.amazonaws.services.simpleworkflow.flow.StartWorkflowOptions;
import com.amazonaws.services.simpleworkflow.flow.WorkflowWorker;
import com.amazonaws.services.simpleworkflow.flow.annotations.Activities;
import com.amazonaws.services.simpleworkflow.flow.annotations.ActivityRegistrationOptions;
import com.amazonaws.services.simpleworkflow.flow.annotations.Execute;
import com.amazonaws.services.simpleworkflow.flow.annotations.Workflow;
import com.amazonaws.services.simpleworkflow.flow.annotations.WorkflowRegistrationOptions;
import com.amazonaws.services.simpleworkflow.flow.core.Functor;
import com.amazonaws.services.simpleworkflow.flow.core.Promise;
import com.amazonaws.services.simpleworkflow.flow.worker.GenericWorkflowClientExternalImpl;
import com.amazonaws.services.simpleworkflow.model.ActivityType;
import com.amazonaws.services.simpleworkflow.model.WorkflowExecution;
import com.amazonaws.services.simpleworkflow.model.WorkflowType;

/** An order by AWS Flow for Java: two payments, with a timer between them. */
public class FlowStory {
    static final String DOMAIN = "shop";
    static final String LIST = "orders";

    @Activities(version = "1")
    @ActivityRegistrationOptions(
            defaultTaskScheduleToStartTimeoutSeconds = 60,
            defaultTaskStartToCloseTimeoutSeconds = 60)
    public interface Payments {
        String charge(int card);
    }

    public static class PaymentsImpl implements Payments {
        public String charge(int card) {
            return "charged card " + card;
        }
    }

    @Workflow
    @WorkflowRegistrationOptions(
            defaultExecutionStartToCloseTimeoutSeconds = 300,
            defaultTaskStartToCloseTimeoutSeconds = 30)
    public interface Order {
        @Execute(version = "1")
        Promise<String> order(int card);
    }

    public static class OrderImpl implements Order {
        public Promise<String> order(final int card) {
            final Promise<String> first = charge(card);
            return new Functor<String>(first) {
                protected Promise<String> doExecute() {
                    DecisionContext context = new DecisionContextProviderImpl().getDecisionContext();
                    final Promise<Void> pause = context.getWorkflowClock().createTimer(1);
                    return new Functor<String>(pause) {
                        protected Promise<String> doExecute() {
                            return charge(card + 1);
                        }
                    };
                }
            };
        }

        private Promise<String> charge(int card) {
            DynamicActivitiesClient activities = new DynamicActivitiesClientImpl();
            ActivityType type = new ActivityType().withName("Payments.charge").withVersion("1");
            return activities.scheduleActivity(type, new Promise<?>[] {Promise.asPromise(card)}, null, String.class);
        }
    }

    public static void main(String[] args) throws Exception {
        ClientConfiguration config = new ClientConfiguration().withSocketTimeout(70_000);
        AmazonSimpleWorkflow swf = new AmazonSimpleWorkflowClient(new BasicAWSCredentials("swfake", "swfake"), config);
        swf.setEndpoint(args[0]);
        ActivityWorker activities = new ActivityWorker(swf, DOMAIN, LIST);
        activities.addActivitiesImplementation(new PaymentsImpl());
        activities.start();
        WorkflowWorker decider = new WorkflowWorker(swf, DOMAIN, LIST);
        decider.addWorkflowImplementationType(OrderImpl.class);
        decider.start();

        WorkflowType type = new WorkflowType().withName("Order.order").withVersion("1");
        WorkflowExecution execution = new WorkflowExecution().withWorkflowId("order-7");
        StartWorkflowOptions options = new StartWorkflowOptions().withTaskList(LIST);
        DynamicWorkflowClientExternalImpl client = new DynamicWorkflowClientExternalImpl(execution, type, options);
        client.setGenericClient(new GenericWorkflowClientExternalImpl(swf, DOMAIN));
        client.startWorkflowExecution(new Object[] {7});

        // Standard input ends when the test has seen that the run is closed.
        System.in.read();
        System.exit(0);
    }
}
