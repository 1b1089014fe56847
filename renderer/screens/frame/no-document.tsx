import { Spinner } from '@fluentui/react-components';
import { BoxRegular, DocumentErrorRegular } from '@fluentui/react-icons';
import { CommandButton } from '../../commands/command-button.tsx';
import { openPackage, retry } from '../../commands/registry.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { IssueList } from '../issue-list.tsx';
import { useWords } from '../use-words.ts';

/** Before a package is open, and when it could not be opened. */
export function NoDocument() {
  const { t } = useWords();
  const document = useWorkbench((state) => state.document);
  if (document.kind === 'none') {
    return (
      <EmptyState
        icon={<BoxRegular />}
        title={t('noDocument.title')}
        actions={<CommandButton command={openPackage} appearance="primary" />}
      >
        {t('noDocument.text')}
      </EmptyState>
    );
  }
  if (document.kind === 'failed') {
    return (
      <EmptyState
        icon={<DocumentErrorRegular />}
        title={t('noDocument.failed')}
        actions={
          <>
            <CommandButton command={retry} appearance="primary" />
            <CommandButton command={openPackage} />
          </>
        }
      >
        <IssueList issues={document.issues} />
      </EmptyState>
    );
  }
  return <Spinner style={{ margin: 'auto' }} label={t('noDocument.opening')} delay={300} />;
}
